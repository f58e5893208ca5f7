"""What is right in a file with mistakes, so that the checks between files can go on."""

from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ValidationError, create_model
from pydantic.fields import FieldInfo

from zenne.catalogue.city_folder.source import Path_

Model = TypeVar("Model", bound=BaseModel)


def salvaged(data: Any, model: type[Model], wrong: Iterable[Path_]) -> tuple[Model, frozenset[str]] | None:
    """The content of a file without what stands at the paths in ``wrong``, and the keys that have no content now.

    A wrong entry of a list of keys and values, as of a branch's services, takes only its own value along. ``None``
    when nothing can be saved.
    """
    if not isinstance(data, dict) or not all(wrong := list(wrong)):
        return None
    left, faulty = deepcopy(data), set[str]()
    for path in wrong:
        name, *inner = map(str, path)
        if name == "services" and inner and isinstance(left.get(name), dict) and inner[0] in left[name]:
            left[name][inner[0]] = None
        else:
            left.pop(name, None)
            faulty.add(name)
    try:
        content = partial(model).model_validate(left)
    except ValidationError as error:
        names = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        return salvaged(left, model, [*wrong, *((name,) for name in names)]) if names - faulty else None
    return content.model_copy(update=dict.fromkeys(faulty & model.model_fields.keys())), frozenset(faulty)


def optional_of(field: FieldInfo) -> Any:
    """The type of a field, or none."""
    kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    return kind | None


@cache
def partial(model: type[Model]) -> type[Model]:
    """The same type, in which nothing is required."""
    optional: dict[str, Any] = {
        name: (optional_of(field), None) for name, field in model.model_fields.items() if field.is_required()
    }
    made: type[Model] = create_model(f"Part{model.__name__}", __base__=model, **optional)
    return made
