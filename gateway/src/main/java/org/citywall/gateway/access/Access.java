package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Answers who a request or token belongs to. Never fails for a wrong token: that is empty. */
public interface Access {
    /** Name of the session cookie (HttpOnly, SameSite=Strict). */
    String SESSION_COOKIE = "citywall_session";

    /** The holder of a session or wall token. */
    Future<Optional<Principal>> byToken(String token);

    /** The holder of the request's session cookie, or of its bearer token. */
    Future<Optional<Principal>> of(HttpServerRequest request);
}
