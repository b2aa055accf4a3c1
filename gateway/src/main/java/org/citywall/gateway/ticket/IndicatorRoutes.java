package org.citywall.gateway.ticket;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;

/** {@code GET /api/v1/indicators}: what the record of tickets comes to. */
public final class IndicatorRoutes {
    private final Indicators indicators;
    private final Guard guard;
    private final Clock clock;

    /** Serves these. */
    public IndicatorRoutes(Indicators indicators, Guard guard, Clock clock) {
        this.indicators = indicators;
        this.guard = guard;
        this.clock = clock;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get("/api/v1/indicators").handler(guard.require(Role.VIEWER, this::answer));
    }

    private void answer(RoutingContext context, Principal who) {
        Instant now = clock.instant();
        TicketRoutes.answer(
                context, indicators.of(IndicatorAsk.of(context.request(), who, now), now));
    }
}
