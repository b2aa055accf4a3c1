package org.citywall.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.function.Function;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.photo.PhotoOptions;
import org.citywall.gateway.photo.PhotoRoutes;
import org.citywall.gateway.photo.Photos;
import org.citywall.gateway.sweep.Sweep;

/** Photos from the site. */
final class PhotoPart {
    private static final long PRUNE_MS = 3_600_000;

    /** One picture at a time is in memory, and no request of others waits for its drawing. */
    private static final int DRAWERS = 1;

    private final Vertx vertx;
    private final PhotoOptions options;
    private final MeterRegistry meters;
    private final Photos photos;
    private final WorkerExecutor workers;
    private final Sweep pruning;

    PhotoPart(Vertx vertx, GatewayConfig config, StorePart store, MeterRegistry meters) {
        this.vertx = vertx;
        this.options = config.limits().photos();
        this.meters = meters;
        this.photos = new Photos(store.pool, options, config.clock());
        this.workers = vertx.createSharedWorkerExecutor("citywall-photos", DRAWERS);
        this.pruning = new Sweep(vertx, "pruning of photos", PRUNE_MS, photos::prune);
    }

    /** Adds the routes; they read bodies themselves. */
    void mount(Router router, Guard guard, Function<String, Future<Optional<JsonNode>>> alerts) {
        Bodies patient = new Bodies(vertx, options.upload().toMillis());
        new PhotoRoutes(photos, options, alerts, guard, patient, workers, meters).mount(router);
    }

    /** Begins to forget; needs tables. */
    void start(Lifecycle lifecycle) {
        pruning.start();
        lifecycle.onStop(
                "photos",
                () -> {
                    pruning.stop();
                    return workers.close();
                });
    }
}
