// A real identity provider for the journeys: node provider.mjs PORT SITE. Whoever presses a button is that person.
import http from "node:http";
import Provider from "oidc-provider";

const [port, site] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const people = { ada: "Ada Lovelace", grace: "Grace Hopper", katherine: "Katherine Johnson" };

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "zenne",
      client_secret: "a-secret-for-the-journeys-only",
      redirect_uris: [`${site}/sign-in/answer/city/`],
      post_logout_redirect_uris: ["nl", "fr", "en", "de"].map((language) => `${site}/${language}/signed-out/`),
      token_endpoint_auth_method: "client_secret_post",
      backchannel_logout_uri: `${site}/sign-in/logout/city/`,
      backchannel_logout_session_required: true,
    },
  ],
  acrValues: ["card", "app"],
  claims: { openid: ["sub"], profile: ["name"], acr: null, auth_time: null },
  cookies: { keys: ["a-key-for-the-journeys-only"] },
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><title>Out</title>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out here too</button>`;
      },
    },
  },
  // The dispatcher of the package refuses addresses of this machine, and the site is on it.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: people[id] }) }),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
});

const buttons = Object.entries(people)
  .flatMap(([id, name]) => ["card", "app"].map((acr) => `<button name="who" value="${id} ${acr}">${name}, ${acr}</button>`))
  .join("");

const callback = provider.callback();
http
  .createServer(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return callback(request, response);
    if (request.method === "GET") {
      response.setHeader("Content-Type", "text/html");
      return response.end(`<!doctype html><title>In</title><form method="post">${buttons}<button name="who" value="">Stop</button></form>`);
    }
    let body = "";
    for await (const part of request) body += part;
    const [accountId, acr] = (new URLSearchParams(body).get("who") ?? "").split(" ");
    const result = accountId
      ? { login: { accountId, acr, amr: ["pin"] } }
      : { error: "access_denied", error_description: "stopped" };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  })
  .listen(Number(port), "127.0.0.1", () => console.log("ready"));
