package org.citywall.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Access;
import org.citywall.gateway.access.Principal;

/** Tokens in memory. */
public final class FakeAccess implements Access {
    private final Map<String, Principal> holders = new ConcurrentHashMap<>();

    /** From now on this token is valid. */
    public FakeAccess with(String token, Role role, String place) {
        holders.put(token, new Principal(token, token, role, place));
        return this;
    }

    /** From now on this token is not valid. */
    public void revoke(String token) {
        holders.remove(token);
    }

    @Override
    public Future<Optional<Principal>> byToken(String token) {
        return Future.succeededFuture(Optional.ofNullable(holders.get(token)));
    }

    @Override
    public Future<Optional<Principal>> of(HttpServerRequest request) {
        String bearer = request.getHeader("authorization");
        return byToken(bearer == null ? "" : bearer.replace("Bearer ", ""));
    }
}
