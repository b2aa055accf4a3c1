package org.citywall.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;

/** REST of access: log-in, log-out, who am I, wall tokens. */
public final class AccessRoutes {
    private final Accounts accounts;
    private final WallTokens walls;
    private final LocalAccess access;
    private final Guard guard;
    private final JsonBody bodies;

    /** Serves these parts. */
    public AccessRoutes(Accounts accounts, WallTokens walls, LocalAccess access, Bodies bodies) {
        this.accounts = accounts;
        this.walls = walls;
        this.access = access;
        this.guard = new Guard(access);
        this.bodies = new JsonBody(bodies);
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/login").handler(this::logIn);
        router.post("/api/v1/logout").handler(this::logOut);
        router.get("/api/v1/me")
                .handler(
                        guard.require(
                                Role.VIEWER,
                                (context, who) ->
                                        Answers.json(context.response(), 200, describe(who))));
        router.post("/api/v1/me/password")
                .handler(guard.require(Role.VIEWER, this::changePassword));
        router.get("/api/v1/wall-tokens").handler(guard.require(Role.SHIFT_LEAD, this::list));
        router.post("/api/v1/wall-tokens").handler(guard.require(Role.SHIFT_LEAD, this::enrol));
        router.delete("/api/v1/wall-tokens/:id")
                .handler(guard.require(Role.SHIFT_LEAD, this::revoke));
    }

    private void logIn(RoutingContext context) {
        HttpServerRequest request = context.request();
        Problem foreign = Guard.contentTypeFault(request);
        if (foreign != null) {
            Bodies.refuse(request, foreign);
            return;
        }
        bodies.read(
                context,
                body -> {
                    String username = JsonBody.text(body, "username", 1, 64);
                    String password = JsonBody.text(body, "password", 1, 256);
                    boolean bearer = body.path("bearer").asBoolean(false);
                    accounts.logIn(username, password, accounts.clientOf(request))
                            .onFailure(error -> refuse(context, error))
                            .onSuccess(login -> welcome(context, login, bearer));
                });
    }

    private void welcome(RoutingContext context, Accounts.Login login, boolean bearer) {
        ObjectNode answer = describe(login.principal());
        if (bearer) {
            answer.put("token", login.token());
        } else {
            context.response().addCookie(cookie(login.token()));
        }
        Answers.json(context.response(), 200, answer);
    }

    private static void refuse(RoutingContext context, Throwable error) {
        if (error instanceof LoginLocks.LockedException locked) {
            context.response().putHeader("retry-after", Long.toString(locked.seconds()));
            Problem.of(429, "locked", "too many failures; try again later")
                    .send(context.response());
        } else {
            Answers.failure(context, error);
        }
    }

    private void logOut(RoutingContext context) {
        HttpServerRequest request = context.request();
        Problem foreign = Guard.contentTypeFault(request);
        if (foreign != null) {
            Bodies.refuse(request, foreign);
            return;
        }
        String token = tokenOf(request);
        context.response().addCookie(cookie("").setMaxAge(0));
        if (token == null) {
            Answers.nothing(context.response());
            return;
        }
        accounts.logOut(token)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(done -> Answers.nothing(context.response()));
    }

    /** The token that {@link Access#of} goes by. */
    private static String tokenOf(HttpServerRequest request) {
        String bearer = Tokens.bearer(request.getHeader("authorization"));
        Cookie cookie = request.getCookie(Access.SESSION_COOKIE);
        return bearer == null && cookie != null ? cookie.getValue() : bearer;
    }

    private void changePassword(RoutingContext context, Principal who) {
        String token = tokenOf(context.request());
        String client = accounts.clientOf(context.request());
        bodies.read(
                context,
                body -> {
                    String current = JsonBody.text(body, "current", 1, 256);
                    String wanted = JsonBody.text(body, "new", 1, 256);
                    accounts.changePassword(who.name(), token, client, current, wanted)
                            .onFailure(error -> refuse(context, error))
                            .onSuccess(done -> Answers.nothing(context.response()));
                });
    }

    private Cookie cookie(String token) {
        return Cookie.cookie(Access.SESSION_COOKIE, token)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(access.secureCookie())
                .setPath("/");
    }

    private void list(RoutingContext context, Principal who) {
        walls.list()
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        tokens -> {
                            ObjectNode answer = Json.mapper().createObjectNode();
                            answer.set(
                                    "items",
                                    Json.mapper()
                                            .valueToTree(
                                                    tokens.stream()
                                                            .filter(wall -> who.sees(wall.place()))
                                                            .toList()));
                            Answers.json(context.response(), 200, answer);
                        });
    }

    private void enrol(RoutingContext context, Principal who) {
        bodies.read(
                context,
                body -> {
                    String name = JsonBody.text(body, "name", 1, 64);
                    JsonNode place = body.path("place");
                    String path =
                            place.isMissingNode()
                                    ? who.place()
                                    : JsonBody.text(body, "place", 0, 512);
                    if (!who.sees(path) && !(path.isEmpty() && who.place().isEmpty())) {
                        Problem.ofField(403, "forbidden", "/place", "lies outside what you may see")
                                .send(context.response());
                        return;
                    }
                    walls.create(name, path, who.name())
                            .onFailure(error -> Answers.failure(context, error))
                            .onSuccess(made -> Answers.json(context.response(), 201, made));
                });
    }

    private void revoke(RoutingContext context, Principal who) {
        walls.revoke(context.pathParam("id"), who)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        found -> {
                            if (found) {
                                Answers.nothing(context.response());
                            } else {
                                Problem.of(404, "not found", "there is no such wall token")
                                        .send(context.response());
                            }
                        });
    }

    private static ObjectNode describe(Principal who) {
        return Json.mapper()
                .createObjectNode()
                .put("name", who.name())
                .put("displayName", who.displayName())
                .put("role", Roles.wire(who.role()))
                .put("place", who.place());
    }
}
