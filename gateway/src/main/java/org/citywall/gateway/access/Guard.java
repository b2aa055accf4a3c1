package org.citywall.gateway.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * Lets only those through who may: 401 for strangers, 403 for too low a role. A request that
 * changes something must also say that it carries JSON or CSV: a foreign page cannot send that
 * without asking first, so that a stolen click cannot command (CSRF).
 */
public final class Guard {
    private static final Set<HttpMethod> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final Access access;

    /** Asks this access. */
    public Guard(Access access) {
        this.access = access;
    }

    /** A handler for those who have at least this role. The request is paused until then. */
    public Handler<RoutingContext> require(
            Role needed, BiConsumer<RoutingContext, Principal> handler) {
        return require(needed, Guard::contentTypeFault, handler);
    }

    /**
     * The same for a body of one of these media types. They must be such that a foreign page cannot
     * send without asking first, as all but those of forms are.
     */
    public Handler<RoutingContext> requireBytes(
            Role needed, Set<String> types, BiConsumer<RoutingContext, Principal> handler) {
        return require(needed, request -> typeFault(request, types), handler);
    }

    private Handler<RoutingContext> require(
            Role needed,
            Function<HttpServerRequest, Problem> fault,
            BiConsumer<RoutingContext, Principal> handler) {
        return context -> {
            HttpServerRequest request = context.request();
            Problem foreign = fault.apply(request);
            if (foreign != null) {
                Bodies.refuse(request, foreign);
                return;
            }
            boolean unread = !request.isEnded();
            if (unread) {
                request.pause();
            }
            access.of(request)
                    .onFailure(error -> Answers.failure(context, error))
                    .onSuccess(
                            found -> {
                                Problem refused = refusal(found.orElse(null), needed);
                                if (refused != null) {
                                    Bodies.refuse(request, refused);
                                } else {
                                    run(context, found.orElseThrow(), handler);
                                }
                                if (unread) {
                                    request.resume();
                                }
                            });
        };
    }

    private static Problem typeFault(HttpServerRequest request, Set<String> types) {
        String type = request.getHeader("content-type");
        return type != null && types.contains(type.toLowerCase(Locale.ROOT))
                ? null
                : Problem.ofField(
                        415,
                        "unsupported media type",
                        "content-type",
                        "must be of " + types.stream().sorted().toList());
    }

    /** Why a request that changes something is refused for its content type; null if it is not. */
    public static Problem contentTypeFault(HttpServerRequest request) {
        if (!WITH_BODY.contains(request.method())) {
            return null;
        }
        String type = request.getHeader("content-type");
        boolean fits =
                type != null
                        && (type.startsWith("application/json") || type.startsWith("text/csv"));
        return fits
                ? null
                : Problem.ofField(
                        415,
                        "unsupported media type",
                        "content-type",
                        "must be application/json (or text/csv for an import)");
    }

    private static void run(
            RoutingContext context,
            Principal principal,
            BiConsumer<RoutingContext, Principal> handler) {
        try {
            handler.accept(context, principal);
        } catch (Refusal e) {
            Answers.failure(context, e);
        }
    }

    private static Problem refusal(Principal principal, Role needed) {
        if (principal == null) {
            return Problem.of(401, "unauthorized", "log in first");
        }
        return principal.may(needed)
                ? null
                : Problem.of(403, "forbidden", "this needs the role " + Roles.wire(needed));
    }
}
