package org.citywall.gateway.slope;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Supplier;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.registry.RegistrySnapshot;

/** REST of the long record of slopes. */
public final class HistoryRoutes {
    private static final String PATH = "/api/v1/slopes/:siteId/history";

    private final SlopeHistories histories;
    private final Supplier<RegistrySnapshot> registry;
    private final Guard guard;
    private final Clock clock;

    /** Serves this record of the registered slopes. */
    public HistoryRoutes(
            SlopeHistories histories,
            Supplier<RegistrySnapshot> registry,
            Guard guard,
            Clock clock) {
        this.histories = histories;
        this.registry = registry;
        this.guard = guard;
        this.clock = clock;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.VIEWER, this::history));
    }

    private void history(RoutingContext context, Principal who) {
        String siteId = SlopeRoutes.slope(registry.get(), context, who).id();
        HistoryAsked asked = HistoryAsked.of(context.request(), clock.instant());
        histories
                .read(siteId, asked)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(history -> Answers.json(context.response(), 200, history));
    }
}
