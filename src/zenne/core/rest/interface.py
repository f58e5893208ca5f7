"""The frame of the API: every operation refuses in the same way."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from zenne.core.access.public import SIGNED_IN
from zenne.core.rest.mistakes import mistake_of
from zenne.core.rest.refusals import Mistake, Problem, Refused


class ReadableJson(JSONRenderer):
    """JSON in which people can read the letters of every language."""

    json_dumps_params = {"ensure_ascii": False}


class OpenApi(NinjaAPI):
    """An API with an honest document."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI document. A parameter may be left out, but no address can say that it is null."""
        document = super().get_openapi_schema(**options)
        for methods in document["paths"].values():
            for operation in methods.values():
                for parameter in operation["parameters"]:
                    parameter["schema"] = without_null(parameter["schema"])
                operation["responses"] = with_refusals(operation["responses"], audience=operation["x-audience"])
        return document


def with_refusals(responses: dict[str, Any], *, audience: str) -> dict[str, Any]:
    """The answers of an operation, with those that do not come from itself.

    A wrong key is refused everywhere, a key without the permission where one is needed, and too many requests too;
    and everywhere something may go wrong.
    """
    refusals = {"401": KEY_REFUSED, "429": TOO_MANY, "500": FAILED}
    if audience not in OPEN_TO_EVERY_KEY:
        refusals["403"] = NOT_ALLOWED
    return dict(sorted({**{str(status): answer for status, answer in responses.items()}, **refusals}.items()))


def refusal(description: str, **headers: Any) -> dict[str, Any]:
    """How the document describes a refusal."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content, **({"headers": headers} if headers else {})}


KEY_REFUSED: Final = refusal("The API key is missing where one is needed, or is not valid.")
NOT_ALLOWED: Final = refusal("The API key does not have the permission that this needs.")
FAILED: Final = refusal("Something went wrong on our side, and was noted.")
TOO_MANY: Final = refusal(
    "There were too many requests; try again after the time in Retry-After.",
    **{"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
)
OPEN_TO_EVERY_KEY: Final = {"public", SIGNED_IN.code}


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of one type or nothing, as a schema of that type."""
    match [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]:
        case [only]:
            return {**{key: value for key, value in schema.items() if key != "anyOf"}, **only}
    return schema


def open_api(**settings: Any) -> NinjaAPI:
    """An API whose refusals all are a ``Problem``. ``settings`` are those of ``NinjaAPI``."""
    api = OpenApi(docs_url=None, renderer=ReadableJson(), **settings)
    api.exception_handler(Refused)(refused)
    api.exception_handler(ValidationError)(invalid)
    api.exception_handler(HttpError)(not_possible)
    api.exception_handler(Http404)(not_found)
    api.exception_handler(TooManyFieldsSent)(too_many_parameters)
    api.exception_handler(RequestDataTooBig)(too_large_body)
    return api


def problem_response(problem: Problem, *, status: int) -> HttpResponse:
    """A refusal as JSON."""
    return JsonResponse(problem.model_dump(), status=status, json_dumps_params={"ensure_ascii": False})


def refused(request: HttpRequest, error: Refused | type[Refused]) -> HttpResponse:
    if not isinstance(error, Refused):
        error = error(status=400, code="refused", message=_("This is not possible."))
    return problem_response(error.problem, status=error.status)


def invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """422 with every wrong parameter."""
    mistakes: Sequence[Mistake] = [mistake_of(each) for each in getattr(error, "errors", ())]
    first, *others = mistakes
    return problem_response(Problem(**first.model_dump(), others=others), status=422)


def not_possible(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    return problem_response(Problem(code="refused", message=str(error)), status=getattr(error, "status_code", 400))


def not_found(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
    """404 for an address that does not exist."""
    return problem_response(Problem(code="not-found", message=_("There is nothing at this address.")), status=404)


def too_many_parameters(request: HttpRequest, error: TooManyFieldsSent | type[TooManyFieldsSent]) -> HttpResponse:
    """400: Django reads no more than a thousand."""
    problem = Problem(code="too-many-parameters", message=_("The address has too many parameters."))
    return problem_response(problem, status=400)


def too_large_body(request: HttpRequest, error: RequestDataTooBig | type[RequestDataTooBig]) -> HttpResponse:
    """413: more than Django takes into memory."""
    return problem_response(Problem(code="body-too-large", message=_("What was sent is too large.")), status=413)


def method_not_allowed(allowed: str) -> HttpResponse:
    """405 for a method other than those in ``allowed``: ``GET, HEAD``."""
    message = _("This address answers only to: %(methods)s.") % {"methods": allowed}
    response = problem_response(Problem(code="method-not-allowed", message=message), status=405)
    response["Allow"] = allowed
    return response


def failed() -> HttpResponse:
    """500 for a mistake of ours, of which the reader learns nothing but that it happened."""
    message = _("Something went wrong on our side. We have noted it. Please try again in a few minutes.")
    return problem_response(Problem(code="server-error", message=message), status=500)
