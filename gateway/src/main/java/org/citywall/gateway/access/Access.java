package org.citywall.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Answers who a request or token belongs to. Never fails for a wrong token: that is empty. */
public interface Access {
    /** Name of the session cookie (HttpOnly, SameSite=Strict). */
    String SESSION_COOKIE = "citywall_session";

    /**
     * A page sends this header, with any value, on requests that it makes by itself and not because
     * somebody is at it.
     */
    String UNATTENDED_HEADER = "citywall-unattended";

    /**
     * The holder of a session or wall token. Does not count as use: it is what open connections are
     * asked again and again, whether anybody sits before them or not.
     */
    Future<Optional<Principal>> byToken(String token);

    /**
     * The holder of the request's session cookie, or of its bearer token. Counts as use of the
     * session, unless the page says that it asks by itself.
     */
    Future<Optional<Principal>> of(HttpServerRequest request);
}
