package org.citywall.gateway.slope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.StepVerdict;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Page;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.LiveTopic;
import org.citywall.gateway.profile.StoredProfile;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.Place;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;

/** REST of slopes: what the live view says of them, their settings, verdicts on jumps, releases. */
public final class SlopeRoutes {
    /** Kind of a site that is a slope. */
    public static final String SITE_KIND = "slope";

    private static final String BASE = "/api/v1/slopes";
    private static final String ONE = BASE + "/:siteId";

    private final LiveTopic live;
    private final Supplier<RegistrySnapshot> registry;
    private final SlopeProfiles profiles;
    private final SlopeReleases releases;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /** Serves this view and these settings. */
    public SlopeRoutes(
            LiveTopic live,
            Supplier<RegistrySnapshot> registry,
            SlopeProfiles profiles,
            SlopeReleases releases,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.live = live;
        this.registry = registry;
        this.profiles = profiles;
        this.releases = releases;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds the routes; must stand before any body handler. */
    public void mount(Router router) {
        router.get(BASE).handler(guard.require(Role.VIEWER, this::list));
        router.get(ONE).handler(guard.require(Role.VIEWER, this::one));
        router.get(ONE + "/profile").handler(guard.require(Role.VIEWER, this::profile));
        router.put(ONE + "/profile").handler(guard.require(Role.SHIFT_LEAD, this::change));
        router.post(ONE + "/steps").handler(guard.require(Role.OFFICER, this::judge));
        router.post(ONE + "/release").handler(guard.require(Role.SHIFT_LEAD, this::release));
    }

    /** A slope that was never heard stands there without level. */
    private void list(RoutingContext context, Principal who) {
        requireLoaded();
        RegistrySnapshot snapshot = registry.get();
        String asked = context.request().getParam("place");
        ObjectNode page =
                Page.of(context.request())
                        .of(
                                snapshot.sites(),
                                site ->
                                        site.kind().equals(SITE_KIND)
                                                && who.sees(site.place())
                                                && Place.within(
                                                        site.place(), asked == null ? "" : asked),
                                site -> inList(site, snapshot));
        Answers.json(context.response(), 200, page);
    }

    private ObjectNode inList(Site site, RegistrySnapshot snapshot) {
        ObjectNode item = view(site, snapshot);
        item.path("instruments").forEach(each -> ((ObjectNode) each).remove("points"));
        return item;
    }

    private ObjectNode view(Site site, RegistrySnapshot snapshot) {
        Item item = live.item(site.id()).orElse(null);
        if (item != null) {
            return tree(item);
        }
        RegistrySnapshot.Location location = snapshot.location(site.id());
        ObjectNode unheard = Json.mapper().createObjectNode().put("id", site.id());
        unheard.set("site", Json.mapper().valueToTree(location.site()));
        return unheard.put("place", location.place()).put("placeName", location.placeName());
    }

    private void one(RoutingContext context, Principal who) {
        requireLoaded();
        Site site = slope(context, who);
        ObjectNode view = view(site, registry.get());
        profiles.current(site.id())
                .onSuccess(stored -> view.set("profile", stored.toJson()))
                .onFailure(error -> view.put("profileUnavailable", true))
                .onComplete(done -> Answers.json(context.response(), 200, view));
    }

    private void profile(RoutingContext context, Principal who) {
        profiles.current(slope(context, who).id())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(stored -> Answers.json(context.response(), 200, stored.toJson()));
    }

    private void change(RoutingContext context, Principal who) {
        Site site = slope(context, who);
        bodies.read(
                context,
                body ->
                        answer(
                                context,
                                profiles.change(
                                        site.id(),
                                        who,
                                        "update",
                                        (before, past) ->
                                                ProfileBody.next(
                                                        body,
                                                        id -> isStation(id, site),
                                                        before,
                                                        past,
                                                        who,
                                                        clock.instant()))));
    }

    private void judge(RoutingContext context, Principal who) {
        Site site = slope(context, who);
        bodies.read(
                context,
                body -> {
                    StepVerdict verdict = StepBody.read(body, who);
                    answer(
                            context,
                            profiles.change(
                                    site.id(),
                                    who,
                                    "verdict",
                                    (before, past) ->
                                            StepBody.next(before, verdict, who, clock.instant())));
                });
    }

    /** 202: on the log; the view tells what the stream made of it. */
    private void release(RoutingContext context, Principal who) {
        requireLoaded();
        Site site = slope(context, who);
        bodies.read(
                context,
                body ->
                        releases.release(
                                        ReleaseBody.read(
                                                body,
                                                site.id(),
                                                view(site, registry.get()),
                                                who,
                                                clock.instant()),
                                        who)
                                .onFailure(error -> Answers.failure(context, error))
                                .onSuccess(
                                        done ->
                                                Answers.json(
                                                        context.response(),
                                                        202,
                                                        Json.mapper().valueToTree(done))));
    }

    /** 202: stored, but not yet on the log; it takes effect when Kafka is back. */
    private static void answer(
            RoutingContext context, Future<StoredProfile<SlopeProfile>> profile) {
        profile.onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        stored ->
                                Answers.json(
                                        context.response(),
                                        stored.recorded() ? 200 : 202,
                                        stored.toJson()));
    }

    private boolean isStation(String id, Site site) {
        Device device = registry.get().devices().get(id);
        return device != null
                && device.domain() == AlertDomain.SLOPE
                && device.siteId().equals(site.id());
    }

    private Site slope(RoutingContext context, Principal who) {
        return slope(registry.get(), context, who);
    }

    /** The slope of the path; a {@link Refusal} if it is none, or not this person's. */
    static Site slope(RegistrySnapshot registry, RoutingContext context, Principal who) {
        Site site = registry.sites().get(context.pathParam("siteId"));
        if (site == null || !site.kind().equals(SITE_KIND) || !who.sees(site.place())) {
            throw new Refusal(Problem.of(404, "unknown-slope", "there is no such slope"));
        }
        return site;
    }

    private void requireLoaded() {
        if (!live.isLoaded()) {
            throw new Refusal(
                    Problem.of(503, "unavailable", "the live view is not loaded yet; ask again"));
        }
    }

    private static ObjectNode tree(Item item) {
        try {
            return (ObjectNode) Json.mapper().readTree(item.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was readable when it was taken", e);
        }
    }
}
