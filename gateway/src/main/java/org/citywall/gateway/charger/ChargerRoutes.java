package org.citywall.gateway.charger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Supplier;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
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

/** REST of charging sites: what the live view says of them, their pages and settings. */
public final class ChargerRoutes {
    private static final String BASE = "/api/v1/chargers";
    private static final String ONE = BASE + "/:siteId";

    private final LiveTopic live;
    private final WatchedPages pages;
    private final Supplier<RegistrySnapshot> registry;
    private final ChargerProfiles profiles;
    private final Guard guard;
    private final JsonBody bodies;
    private final Clock clock;

    /**
     * Serves this view and these settings.
     *
     * @param pages pages as the stream writes them
     */
    public ChargerRoutes(
            LiveTopic live,
            WatchedPages pages,
            Supplier<RegistrySnapshot> registry,
            ChargerProfiles profiles,
            Guard guard,
            JsonBody bodies,
            Clock clock) {
        this.live = live;
        this.pages = pages;
        this.registry = registry;
        this.profiles = profiles;
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
    }

    /** A site that was never heard stands there without level. */
    private void list(RoutingContext context, Principal who) {
        if (!live.isLoaded()) {
            throw new Refusal(
                    Problem.of(503, "unavailable", "the live view is not loaded yet; ask again"));
        }
        RegistrySnapshot snapshot = registry.get();
        String asked = context.request().getParam("place");
        ObjectNode page =
                Page.of(context.request())
                        .of(
                                snapshot.sites(),
                                site ->
                                        ChargingSites.isOne(site)
                                                && who.sees(site.place())
                                                && Place.within(
                                                        site.place(), asked == null ? "" : asked),
                                site -> view(site, snapshot));
        Answers.json(context.response(), 200, page);
    }

    private ObjectNode view(Site site, RegistrySnapshot snapshot) {
        Item item = live.item(site.id()).orElse(null);
        if (item != null) {
            return tree(item.json());
        }
        RegistrySnapshot.Location location = snapshot.location(site.id());
        ObjectNode unheard = Json.mapper().createObjectNode().put("id", site.id());
        unheard.set("site", Json.mapper().valueToTree(location.site()));
        return unheard.put("place", location.place()).put("placeName", location.placeName());
    }

    /**
     * Page (of what goes on, or of the newest recording), settings and chargers; what cannot be had
     * now is said to be unavailable.
     */
    private void one(RoutingContext context, Principal who) {
        RegistrySnapshot snapshot = registry.get();
        Site site = ChargingSites.site(snapshot, context, who);
        boolean isReplay = ChargingSites.isReplay(context.request());
        String id = isReplay ? site.id() + ChargerPage.REPLAY : site.id();
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("site", Json.mapper().valueToTree(snapshot.location(site.id()).site()));
        answer.put("place", site.place());
        answer.put("placeName", snapshot.location(site.id()).placeName());
        chargers(site, snapshot, answer.putArray("chargers"));
        Future<?> page =
                pages.page(site.id(), isReplay, live.item(id).isPresent())
                        .onSuccess(found -> found.ifPresent(json -> answer.set("page", tree(json))))
                        .onFailure(error -> answer.put("pageUnavailable", true));
        Future<?> profile =
                profiles.current(site.id())
                        .onSuccess(stored -> answer.set("profile", stored.toJson()))
                        .onFailure(error -> answer.put("profileUnavailable", true));
        Future.join(page, profile)
                .onComplete(done -> Answers.json(context.response(), 200, answer));
    }

    private static void chargers(Site site, RegistrySnapshot snapshot, ArrayNode chargers) {
        for (Device device : snapshot.devices().values()) {
            if (ChargingSites.isCharger(device, site)) {
                ObjectNode charger = chargers.addObject().put("id", device.id());
                if (device.name() != null) {
                    charger.put("name", device.name());
                }
            }
        }
    }

    private void profile(RoutingContext context, Principal who) {
        Site site = ChargingSites.site(registry.get(), context, who);
        profiles.current(site.id())
                .onFailure(error -> Answers.failure(context, error))
                .onSuccess(stored -> Answers.json(context.response(), 200, stored.toJson()));
    }

    private void change(RoutingContext context, Principal who) {
        Site site = ChargingSites.site(registry.get(), context, who);
        bodies.read(
                context,
                body ->
                        answer(
                                context,
                                profiles.change(
                                        site.id(),
                                        who,
                                        before ->
                                                ChargerProfileBody.next(
                                                        body, before, who, clock.instant()))));
    }

    /** 202: stored, but not yet on the log; it takes effect when Kafka is back. */
    private static void answer(
            RoutingContext context, Future<StoredProfile<ChargerProfile>> profile) {
        profile.onFailure(error -> Answers.failure(context, error))
                .onSuccess(
                        stored ->
                                Answers.json(
                                        context.response(),
                                        stored.recorded() ? 200 : 202,
                                        stored.toJson()));
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stream wrote it as JSON", e);
        }
    }
}
