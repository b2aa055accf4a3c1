package org.citywall.gateway.photo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * {@code /api/v1/alerts/{id}/photos}: photos from the site, for officers of the alert's place. The
 * sender chooses the id, so that a photo that is sent again after a lost answer is there once.
 */
public final class PhotoRoutes {
    private static final String PATH = "/api/v1/alerts/:id/photos";
    private static final String ONE = PATH + "/:photoId";
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png");

    private final Photos photos;
    private final PhotoOptions options;
    private final Function<String, Future<Optional<JsonNode>>> alerts;
    private final Guard guard;
    private final Bodies bodies;
    private final WorkerExecutor workers;
    private final MeterRegistry meters;

    /**
     * Serves these photos.
     *
     * @param alerts alert id to the alert, as it goes to the walls
     * @param bodies with the patience that uploads need
     * @param workers where pictures are drawn; as many at a time as it has threads
     */
    public PhotoRoutes(
            Photos photos,
            PhotoOptions options,
            Function<String, Future<Optional<JsonNode>>> alerts,
            Guard guard,
            Bodies bodies,
            WorkerExecutor workers,
            MeterRegistry meters) {
        this.photos = photos;
        this.options = options;
        this.alerts = alerts;
        this.guard = guard;
        this.bodies = bodies;
        this.workers = workers;
        this.meters = meters;
        List.of("kept", "repeated", "bad", "too-large", "refused", "failed")
                .forEach(result -> count(result, 0));
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.OFFICER, this::list));
        router.get(ONE).handler(guard.require(Role.OFFICER, this::show));
        router.put(ONE).handler(guard.requireBytes(Role.OFFICER, TYPES, this::take));
        router.delete(ONE).handler(guard.require(Role.SHIFT_LEAD, this::delete));
    }

    private void take(RoutingContext context, Principal who) {
        UUID id = photoId(context);
        bodies.read(context.request(), options.maxBytes())
                .onFailure(error -> refuseBody(context, error))
                .onSuccess(
                        body ->
                                seen(context, who)
                                        .compose(alertId -> kept(id, alertId, who, body))
                                        .onSuccess(status -> answer(context, id, status))
                                        .onFailure(error -> refuse(context, error)));
    }

    private void refuseBody(RoutingContext context, Throwable error) {
        if (error instanceof Refusal refusal) {
            count(refusal.problem().status() == 413 ? "too-large" : "failed", 1);
            Bodies.refuse(context.request(), refusal.problem());
        }
    }

    /** Keeps it; the status to answer. */
    private Future<Integer> kept(UUID id, String alertId, Principal who, Buffer body) {
        return photos.isThere(id, alertId, who)
                .compose(
                        there ->
                                there
                                        ? Future.succeededFuture(200)
                                        : drawn(body)
                                                .compose(
                                                        photo ->
                                                                photos.add(id, alertId, who, photo))
                                                .map(201));
    }

    private Future<CleanPhoto> drawn(Buffer body) {
        return workers.executeBlocking(() -> CleanPhoto.of(body.getBytes(), options), false)
                .recover(
                        error ->
                                Future.failedFuture(
                                        error instanceof BadPhotoException
                                                ? new Refusal(bad(error.getMessage()))
                                                : error));
    }

    private void answer(RoutingContext context, UUID id, int status) {
        count(status == 201 ? "kept" : "repeated", 1);
        ObjectNode body = Json.mapper().createObjectNode();
        Answers.json(context.response(), status, body.put("id", id.toString()));
    }

    private void refuse(RoutingContext context, Throwable error) {
        boolean isRefusal = error instanceof Refusal;
        boolean isBad = isRefusal && ((Refusal) error).problem().status() == 422;
        count(isBad ? "bad" : isRefusal ? "refused" : "failed", 1);
        Answers.failure(context, error);
    }

    private void list(RoutingContext context, Principal who) {
        seen(context, who)
                .compose(photos::list)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(body -> Answers.json(context.response(), 200, body));
    }

    private void show(RoutingContext context, Principal who) {
        UUID id = photoId(context);
        seen(context, who)
                .compose(alertId -> photos.jpeg(id, alertId))
                .compose(PhotoRoutes::there)
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        jpeg ->
                                context.response()
                                        .putHeader("content-type", "image/jpeg")
                                        .putHeader("cache-control", "no-store")
                                        .end(jpeg));
    }

    private void delete(RoutingContext context, Principal who) {
        UUID id = photoId(context);
        seen(context, who)
                .compose(alertId -> photos.delete(id, alertId, who))
                .compose(gone -> there(gone ? Optional.of(true) : Optional.empty()))
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(gone -> Answers.nothing(context.response()));
    }

    /** The id of the alert, if it is one and lies where this person may look. */
    private Future<String> seen(RoutingContext context, Principal who) {
        String id = context.pathParam("id");
        if (!Ids.isAlertId(id)) {
            return Future.failedFuture(new Refusal(unknown()));
        }
        return alerts.apply(id)
                .compose(
                        alert ->
                                alert.filter(a -> who.sees(a.path("place").asText(""))).isPresent()
                                        ? Future.succeededFuture(id)
                                        : Future.failedFuture(new Refusal(unknown())));
    }

    private static UUID photoId(RoutingContext context) {
        String text = context.pathParam("photoId");
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a short form that Java reads
        }
        throw new Refusal(Problem.ofField(400, "bad parameter", "photoId", "must be a UUID"));
    }

    private static <T> Future<T> there(Optional<T> found) {
        return found.map(Future::succeededFuture)
                .orElseGet(
                        () ->
                                Future.failedFuture(
                                        new Refusal(
                                                Problem.of(
                                                        404,
                                                        "unknown photo",
                                                        "the alert has no such photo"))));
    }

    private static Problem bad(String why) {
        return Problem.of(422, "bad photo", why);
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-alert", "there is no such alert in your place");
    }

    private void count(String result, int n) {
        meters.counter(MetricNames.PHOTOS, "result", result).increment(n);
    }
}
