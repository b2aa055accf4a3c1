package org.citywall.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.gateway.access.AccessRoutes;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.alertrule.AlertRulesRoutes;
import org.citywall.gateway.alertrule.DryRunRoutes;
import org.citywall.gateway.alertrule.StandingRoutes;
import org.citywall.gateway.charger.ChargerRoutes;
import org.citywall.gateway.charger.PortOrderRoutes;
import org.citywall.gateway.charger.SessionRoutes;
import org.citywall.gateway.downlink.DutyLimits;
import org.citywall.gateway.downlink.DutyScheduleRoutes;
import org.citywall.gateway.ingest.http.HttpIngest;
import org.citywall.gateway.ingest.quarantine.QuarantineRoutes;
import org.citywall.gateway.ingest.ticket.hook.HookRoutes;
import org.citywall.gateway.ingest.ticket.hook.SourceRoutes;
import org.citywall.gateway.ingest.ticket.open311.Open311Routes;
import org.citywall.gateway.notify.MyPageRoutes;
import org.citywall.gateway.notify.answer.AnswerRoutes;
import org.citywall.gateway.notify.webpush.WebPushRoutes;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.oncall.OnCallRoutes;
import org.citywall.gateway.oncall.readiness.ReadinessRoutes;
import org.citywall.gateway.photo.PhotoRoutes;
import org.citywall.gateway.registry.AccountRoutes;
import org.citywall.gateway.registry.CredentialRoutes;
import org.citywall.gateway.registry.PanelRoutes;
import org.citywall.gateway.registry.RegistryAdminRoutes;
import org.citywall.gateway.registry.RegistryRoutes;
import org.citywall.gateway.slope.HistoryRoutes;
import org.citywall.gateway.slope.SlopeRoutes;
import org.citywall.gateway.testing.TestClock;
import org.citywall.gateway.ticket.IndicatorRoutes;
import org.citywall.gateway.ticket.InsightRoutes;
import org.citywall.gateway.ticket.OrderRoutes;
import org.citywall.gateway.ticket.RevealRoutes;
import org.citywall.gateway.ticket.RulesRoutes;
import org.citywall.gateway.ticket.TicketCommandRoutes;
import org.citywall.gateway.ticket.TicketRoutes;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static JsonNode document() throws Exception {
        return fragment("ingest");
    }

    private static JsonNode fragment(String name) throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi/" + name + ".json")) {
            return Json.mapper().readTree(in);
        }
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedOneIsThere() throws Exception {
        assertThat(routes()).containsExactlyElementsOf(documented("ingest"));
    }

    @Test
    void theSameHoldsForDutySchedules() throws Exception {
        Set<String> routes =
                routes(
                        router ->
                                new DutyScheduleRoutes(
                                                null,
                                                null,
                                                DutyLimits.defaults(),
                                                ZoneOffset.UTC,
                                                new Guard(null),
                                                null,
                                                new TestClock())
                                        .mount(router));

        assertThat(routes).hasSize(4).containsExactlyElementsOf(documented("duty-schedules"));
    }

    @Test
    void theSameHoldsForSlopes() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            Guard guard = new Guard(null);
                            TestClock clock = new TestClock();
                            new SlopeRoutes(null, null, null, null, guard, null, clock)
                                    .mount(router);
                            new HistoryRoutes(null, null, guard, clock).mount(router);
                        });

        assertThat(routes).hasSize(7).containsExactlyElementsOf(documented("slopes"));
    }

    @Test
    void theSameHoldsForChargers() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            Guard guard = new Guard(null);
                            TestClock clock = new TestClock();
                            new ChargerRoutes(null, null, null, null, guard, null, clock)
                                    .mount(router);
                            new PortOrderRoutes(null, null, guard, null, clock).mount(router);
                            new SessionRoutes(null, null, guard).mount(router);
                        });

        assertThat(routes).hasSize(8).containsExactlyElementsOf(documented("chargers"));
    }

    @Test
    void theSameHoldsForTicketsAtTheDesk() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            Guard guard = new Guard(null);
                            TestClock clock = new TestClock();
                            new TicketRoutes(null, guard).mount(router);
                            new TicketCommandRoutes(null, null, null, guard, null, clock)
                                    .mount(router);
                            new RevealRoutes(null, null, null, guard, null).mount(router);
                            new RulesRoutes(null, guard, null, clock).mount(router);
                            new OrderRoutes(null, null, guard, null, clock).mount(router);
                            new IndicatorRoutes(null, guard, clock).mount(router);
                        });

        assertThat(routes).hasSize(15).containsExactlyElementsOf(documented("ticket-desk"));
    }

    @Test
    void theSameHoldsForRulesOfAlerts() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            Guard guard = new Guard(null);
                            TestClock clock = new TestClock();
                            new AlertRulesRoutes(null, guard, null, clock).mount(router);
                            new DryRunRoutes(null, guard, null, clock).mount(router);
                            new StandingRoutes(null, guard, null, clock).mount(router);
                        });

        assertThat(routes).hasSize(10).containsExactlyElementsOf(documented("alert-rules"));
    }

    @Test
    void theSameHoldsForInsightOfTickets() throws Exception {
        Set<String> routes =
                routes(
                        router ->
                                new InsightRoutes(null, null, null, new Guard(null), null)
                                        .mount(router));

        assertThat(routes).hasSize(3).containsExactlyElementsOf(documented("ticket-insight"));
    }

    @Test
    void theSameHoldsForWhoIsOnCall() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            Guard guard = new Guard(null);
                            TestClock clock = new TestClock();
                            OnCallOptions options = OnCallOptions.defaults();
                            new OnCallRoutes(null, options, guard, null, clock).mount(router);
                            new ReadinessRoutes(null, guard, null, clock, null).mount(router);
                        });

        assertThat(routes).hasSize(21).containsExactlyElementsOf(documented("oncall"));
    }

    @Test
    void theSameHoldsForAnsweringPages() throws Exception {
        Set<String> routes =
                routes(
                        router ->
                                new AnswerRoutes(
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                new Guard(null),
                                                null,
                                                new TestClock(),
                                                new SimpleMeterRegistry())
                                        .mount(router));

        assertThat(routes).hasSize(5).containsExactlyElementsOf(documented("notify-answer"));
    }

    @Test
    void theSameHoldsForThePhone() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            Guard guard = new Guard(null);
                            new MyPageRoutes(null, guard).mount(router);
                            new PhotoRoutes(
                                            null,
                                            null,
                                            null,
                                            guard,
                                            null,
                                            null,
                                            new SimpleMeterRegistry())
                                    .mount(router);
                        });

        assertThat(routes).hasSize(5).containsExactlyElementsOf(documented("phone"));
    }

    @Test
    void theSameHoldsForWebPush() throws Exception {
        Set<String> routes =
                routes(router -> new WebPushRoutes(null, new Guard(null), null).mount(router));

        assertThat(routes).hasSize(4).containsExactlyElementsOf(documented("webpush"));
    }

    @Test
    void theSameHoldsForTicketSources() throws Exception {
        Set<String> routes =
                routes(
                        router -> {
                            new HookRoutes(null, null, null, null, null, null, null, null, 0, null)
                                    .mount(router);
                            new SourceRoutes(null, null, null, null, new Guard(null), null, null)
                                    .mount(router);
                            new Open311Routes(null, null, null, null, null, null).mount(router);
                        });

        assertThat(routes).hasSize(13).containsExactlyElementsOf(documented("ticket-sources"));
    }

    private static Set<String> documented(String fragment) throws Exception {
        Set<String> documented = new TreeSet<>();
        fragment(fragment)
                .path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method ->
                                                        documented.add(
                                                                method
                                                                        + " "
                                                                        + plain(path.getKey()))));
        return documented;
    }

    private static String plain(String path) {
        return path.replaceAll(
                        "(/registry/(?:places|sites|devices|panel-profiles|fire-points))/\\{.*}$",
                        "$1/")
                .replaceAll("\\{(\\w+)}", ":$1");
    }

    private static Set<String> routes() {
        return routes(OpenApiTest::mountIngest);
    }

    private static void mountIngest(Router router) {
        Guard guard = new Guard(null);
        new HttpIngest(null, null, null, null, new TestClock(), null, 0).mount(router);
        new AccessRoutes(null, null, null, null).mount(router);
        new RegistryRoutes(null, null, guard).mount(router);
        new RegistryAdminRoutes(null, null, guard, null).mount(router);
        new CredentialRoutes(null, null, null, guard, null).mount(router);
        new AccountRoutes(null, guard, null).mount(router);
        new PanelRoutes(null, guard).mount(router);
        new QuarantineRoutes(null, null, null, guard, null).mount(router);
    }

    private static Set<String> routes(Consumer<Router> mount) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        mount.accept(router);
        Set<String> routes = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            String path = route.getName() == null ? route.getPath() : route.getName();
            route.methods()
                    .forEach(
                            method ->
                                    routes.add(
                                            method.name().toLowerCase(Locale.ROOT)
                                                    + " "
                                                    + path.replace("*", "")));
        }
        vertx.close();
        return routes;
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = document();
        document.findValuesAsText("$ref")
                .forEach(
                        ref ->
                                assertThat(document.at(ref.substring(1)).isMissingNode())
                                        .as(ref)
                                        .isFalse());
    }
}
