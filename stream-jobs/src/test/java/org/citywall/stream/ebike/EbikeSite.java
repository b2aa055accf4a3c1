package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.contracts.place.SiteRef;

/** A charging site in a test: readings, orders and answers in, what became of them out. */
final class EbikeSite {
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    static final SiteRef SITE = new SiteRef("C-012", "榕树新村车棚", 114.03, 22.52);
    static final String STATION = "CH-1";
    static final EbikePolicy POLICY = EbikePolicy.defaults();

    private final EbikePolicy policy;

    final List<Detection> detections = new ArrayList<>();
    final List<ChargingSession> sessions = new ArrayList<>();
    final List<PortOrderView> orders = new ArrayList<>();
    final List<DeviceCommand> commands = new ArrayList<>();
    final Ports ports = Ports.inMemory();
    SiteMemory site = SiteMemory.empty(SITE.id());
    EbikeDecision last;
    ChargerReading heard;
    ChargerPage page;
    int pages;
    int summaries;
    private int sequence;

    EbikeSite() {
        this(POLICY);
    }

    EbikeSite(EbikePolicy policy) {
        this.policy = policy;
    }

    /** What a charger says, said in the order in which a test needs it. */
    final class Saying {
        private String id = "r" + sequence++;
        private String station = STATION;
        private int port = 1;
        private PortState state = PortState.CHARGING;
        private Double powerW;
        private Double tempC;
        private Double boardC;
        private Boolean smoke;
        private String session;
        private Integer elapsedS;
        private Double energyWh;
        private StopReason stop;
        private Instant measured;
        private boolean replay;
        private boolean registered = true;
        private String source = "test";

        Saying id(String newId) {
            id = newId;
            return this;
        }

        Saying station(String newStation, int newPort) {
            station = newStation;
            port = newPort;
            return this;
        }

        Saying port(int newPort) {
            port = newPort;
            return this;
        }

        Saying state(PortState newState) {
            state = newState;
            return this;
        }

        Saying watts(double watts) {
            powerW = watts;
            return this;
        }

        Saying temp(double celsius) {
            tempC = celsius;
            return this;
        }

        Saying board(double celsius) {
            boardC = celsius;
            return this;
        }

        Saying smoke(boolean newSmoke) {
            smoke = newSmoke;
            return this;
        }

        Saying session(String number, Integer elapsed) {
            session = number;
            elapsedS = elapsed;
            return this;
        }

        Saying energy(double wattHours) {
            energyWh = wattHours;
            return this;
        }

        Saying stop(StopReason reason) {
            stop = reason;
            return this;
        }

        /** By the charger's own clock. */
        Saying measured(double second) {
            measured = at(second);
            return this;
        }

        Saying replay(String run) {
            replay = true;
            source = run;
            return this;
        }

        Saying unregistered() {
            registered = false;
            return this;
        }

        /** Received and appended to the log at this second. */
        EbikeDecision heard(double second) {
            return heard(at(second), at(second));
        }

        EbikeDecision heard(Instant received, Instant now) {
            ChargerReading reading =
                    new ChargerReading(
                            id,
                            source,
                            station,
                            port,
                            state,
                            powerW,
                            null,
                            null,
                            tempC,
                            boardC,
                            smoke,
                            session,
                            elapsedS,
                            energyWh,
                            stop,
                            measured,
                            received,
                            SITE,
                            "yunwan/shapu/C-012",
                            "云湾区 沙浦街道",
                            registered,
                            replay,
                            List.of());
            heard = reading;
            pass(now);
            return take(EbikeRule.apply(site, ports, reading, now, policy));
        }
    }

    static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1_000));
    }

    Saying says() {
        return new Saying();
    }

    /** Ten minutes of an ordinary session at port 1, up to second 0. */
    void charges() {
        for (int second = -600; second <= 0; second += 10) {
            says().watts(300).temp(40).session("17", 600 + second).heard(second);
        }
    }

    EbikeDecision board(double second) {
        return says().port(ChargerReading.BOARD).state(null).heard(second);
    }

    EbikeDecision set(double second, ChargerProfile profile) {
        pass(at(second));
        return take(EbikeRule.apply(site, ports, profile, at(second), policy));
    }

    EbikeDecision order(double second, String id, PortAction action, String by) {
        return order(second, id, 1, action, by);
    }

    EbikeDecision order(double second, String id, int port, PortAction action, String by) {
        pass(at(second));
        PortOrder order =
                new PortOrder(
                        id, SITE.id(), STATION, port, action, by, "端口过热", "alert-1", at(second));
        return take(EbikeRule.apply(site, ports, order, at(second), policy));
    }

    EbikeDecision cutOff(double second) {
        return order(second, "o1", PortAction.CUT_OFF, "officer");
    }

    EbikeDecision answer(double second, int attempt, PortAnswer.Step step) {
        return answer(second, "o1", attempt, step);
    }

    EbikeDecision answer(double second, String id, int attempt, PortAnswer.Step step) {
        pass(at(second));
        PortAnswer answer =
                new PortAnswer(id, attempt, SITE.id(), STATION, 1, step, null, "gw-1", at(second));
        return take(EbikeRule.apply(site, ports, answer, at(second), policy));
    }

    EbikeDecision seen(double second, String id, String kind, double confidence) {
        pass(at(second));
        CameraEvent event =
                new CameraEvent(
                        id,
                        "cam",
                        "CAM-1",
                        kind,
                        confidence,
                        null,
                        at(second),
                        at(second),
                        SITE,
                        "yunwan/shapu/C-012",
                        "云湾区",
                        false);
        return take(EbikeRule.apply(site, ports, event, at(second), policy));
    }

    /** Somebody looks at the page. */
    EbikeDecision watch(double second, boolean replay) {
        pass(at(second));
        PageWatch watch = new PageWatch(SITE.id(), replay, at(second));
        return take(EbikeRule.apply(site, ports, watch, at(second), policy));
    }

    void waitUntil(double second) {
        pass(at(second));
    }

    /** Timers that are due come first, as the operator does it. */
    private void pass(Instant now) {
        Instant due = EbikeRule.nextTimer(site, policy);
        if (due != null && !due.isAfter(now)) {
            take(EbikeRule.advanceTo(site, ports, now, policy));
        }
    }

    PortMemory port(int number) {
        return ports.get(Ports.key(STATION, number));
    }

    PortOrderView order() {
        return orders.get(orders.size() - 1);
    }

    PortView portView(int number) {
        return page.ports().stream().filter(one -> one.port() == number).findFirst().orElseThrow();
    }

    /** "kind level" of all that was raised, "kind -" of what ended. */
    List<String> toldAll() {
        return detections.stream()
                .map(one -> one.kind() + " " + (one.raised() ? one.level() : "-"))
                .toList();
    }

    /** The same without silence, for tests in which chargers say only what matters. */
    List<String> told() {
        return toldAll().stream().filter(one -> !one.contains("offline")).toList();
    }

    private EbikeDecision take(EbikeDecision decision) {
        last = decision;
        detections.addAll(decision.detections());
        sessions.addAll(decision.sessions());
        orders.addAll(decision.orders());
        commands.addAll(decision.commands());
        summaries += decision.summary() == null ? 0 : 1;
        if (decision.page() != null) {
            page = decision.page();
            pages++;
        }
        return decision;
    }
}
