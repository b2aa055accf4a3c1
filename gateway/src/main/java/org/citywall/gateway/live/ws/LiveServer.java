package org.citywall.gateway.live.ws;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.gateway.access.Access;
import org.citywall.gateway.http.Problem;

/** The door: turns an HTTP request for {@code /ws} into a session of the current event loop. */
public final class LiveServer {
    /** Path of the WebSocket. */
    public static final String PATH = "/ws";

    /** Subprotocol. */
    public static final String PROTOCOL = "citywall.v1";

    /** Topic of the alerts. */
    public static final String ALERTS = RedisKeys.ALERTS;

    /** Topic of the devices. */
    public static final String DEVICES = RedisKeys.DEVICES;

    /** Topic of the slopes. */
    public static final String SLOPES = RedisKeys.SLOPES;

    /** Topic of the charging sites. */
    public static final String CHARGERS = RedisKeys.CHARGERS;

    /** Topic of the boards of tickets, one for each place. */
    public static final String TICKETS = RedisKeys.TICKETS;

    /** Topic of hot spots of tickets. */
    public static final String HOT_SPOTS = RedisKeys.HOT_SPOTS;

    /** Topic of how much each operator seat has to bear. */
    public static final String INDICATORS = RedisKeys.INDICATORS;

    /** Topic of presses that have no outcome yet; comes with the alerts. */
    public static final String SIGNALS = "signals";

    /** Topic of feeds and parts. */
    public static final String HEALTH = "health";

    private static final String BEARER = "Bearer ";

    private LiveServer() {}

    /** Upgrades the request and begins a session of this hub. */
    public static void accept(HttpServerRequest request, Hub hub) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
            Problem.of(426, "Upgrade required", "this is a WebSocket, subprotocol " + PROTOCOL)
                    .send(request.response().putHeader("upgrade", "websocket"));
            return;
        }
        String token = tokenOf(request);
        request.toWebSocket().onSuccess(socket -> new Session(hub, socket).start(token));
    }

    /** The presses must reach whoever watches alerts, whether it knows of them or not. */
    static Set<String> withCompanions(Set<String> topics) {
        if (!topics.contains(ALERTS)) {
            return topics;
        }
        Set<String> all = new LinkedHashSet<>();
        all.add(ALERTS);
        all.add(SIGNALS);
        all.addAll(topics);
        return all;
    }

    /** Sent at once; the rest waits for the next conflation tick. */
    static boolean isUrgent(String topic) {
        return topic.equals(ALERTS) || topic.equals(SIGNALS);
    }

    /** Topics that every gateway numbers alike; the others number their own steps. */
    static boolean isResumable(String topic) {
        return topic.equals(ALERTS)
                || topic.equals(DEVICES)
                || topic.equals(SLOPES)
                || topic.equals(CHARGERS)
                || topic.equals(TICKETS)
                || topic.equals(HOT_SPOTS)
                || topic.equals(INDICATORS);
    }

    private static String tokenOf(HttpServerRequest request) {
        String bearer = request.getHeader("authorization");
        if (bearer != null && bearer.startsWith(BEARER)) {
            return bearer.substring(BEARER.length()).trim();
        }
        Cookie cookie = request.getCookie(Access.SESSION_COOKIE);
        return cookie != null && isSameOrigin(request) ? cookie.getValue() : null;
    }

    /** A page of another site may open a WebSocket, and the browser would add our cookie. */
    private static boolean isSameOrigin(HttpServerRequest request) {
        String origin = request.getHeader("origin");
        HostAndPort host = request.authority();
        if (origin == null || host == null) {
            return origin == null;
        }
        try {
            URI uri = URI.create(origin);
            int port = uri.getPort() > 0 ? uri.getPort() : defaultPort(uri.getScheme());
            int ours = host.port() > 0 ? host.port() : defaultPort(uri.getScheme());
            return host.host().equalsIgnoreCase(uri.getHost()) && port == ours;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int defaultPort(String scheme) {
        return "https".equals(scheme) ? 443 : 80;
    }
}
