package org.citywall.launcher.demo.devices;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.citywall.contracts.ebike.PortState;
import org.citywall.contracts.ebike.StopReason;
import org.citywall.gateway.ingest.charger.codec.DownMessage;
import org.citywall.gateway.ingest.charger.codec.PortStates;
import org.citywall.gateway.ingest.charger.codec.StopReasons;
import org.citywall.gateway.ingest.charger.codec.UpMessage;
import org.citywall.launcher.demo.ChargingSite;
import org.citywall.launcher.demo.devices.charging.PortSample;
import org.citywall.launcher.demo.devices.charging.SiteModel;

/**
 * What one simulated charger knows and says in the protocol {@code 5A A5}, without its connection.
 * Not thread-safe: its fleet has one thread.
 */
final class Charger {
    private static final int SIGNAL = 24;
    private static final int BY_COIN = 2;

    private static final Map<StopReason, Integer> REASONS =
            Map.of(
                    StopReason.FULL, StopReasons.FULL,
                    StopReason.TIME, StopReasons.TIME,
                    StopReason.MANUAL, StopReasons.MANUAL,
                    StopReason.NO_CHARGER, StopReasons.NO_CHARGER,
                    StopReason.OVER_TEMPERATURE, StopReasons.OVER_TEMPERATURE,
                    StopReason.SMART, StopReasons.SMART);

    private final String imei;
    private final String id;
    private final SiteModel site;
    private final Clock clock;
    private final Map<Integer, Integer> told = new HashMap<>();
    private final Map<Integer, Double> lastW = new HashMap<>();

    Charger(ChargingSite.Charger charger, SiteModel site, Clock clock) {
        this.imei = charger.imei();
        this.id = charger.id();
        this.site = site;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    /** Who it is. */
    UpMessage.Login login() {
        return new UpMessage.Login(
                imei,
                look().size(),
                "CW_DEMO_10",
                "CW_DEMO_V1",
                "898600000000" + tail(),
                SIGNAL,
                0);
    }

    private String tail() {
        return imei.substring(imei.length() - 8);
    }

    /** The state of all ports. */
    UpMessage.Heartbeat heartbeat() {
        List<PortSample> all = look();
        return new UpMessage.Heartbeat(
                SIGNAL,
                (int) all.get(0).boardC(),
                all.stream().map(one -> stateOf(one.state())).toList());
    }

    private static int stateOf(PortState state) {
        return state.isOn() ? PortStates.IN_USE : PortStates.IDLE;
    }

    /** What the ports draw that are in use, or were within the last minutes; null: none is. */
    UpMessage.Live live() {
        List<PortSample> inUse = site.lookInUse(id);
        return inUse.isEmpty() ? null : live(inUse);
    }

    private List<PortSample> look() {
        return site.look(id);
    }

    /** What it measures now, by its own clock. */
    List<PortSample> lookNow() {
        long now = clock.millis();
        return look().stream().map(one -> one.at(now)).toList();
    }

    /** What concerns the charger as a whole. */
    PortSample board() {
        return site.board(id).at(clock.millis());
    }

    /**
     * What came of a stop.
     *
     * @param answer over TCP
     * @param word the same over MQTT
     * @param samples what the port says of it
     */
    record Stopped(UpMessage.StopAnswer answer, String word, List<PortSample> samples) {}

    Stopped stop(DownMessage.Stop stop, boolean relaySticks) {
        return stop(stop.port(), (int) stop.order(), relaySticks);
    }

    /** Ends a session; the number must be that of the session. */
    Stopped stop(int port, int session, boolean relaySticks) {
        List<PortSample> samples = new ArrayList<>();
        PortSample now = look().stream().filter(one -> one.port() == port).findFirst().orElse(null);
        boolean isOther = now != null && now.session() > 0 && now.session() != session;
        SiteModel.StopAnswer done;
        if (now == null || isOther) {
            done = SiteModel.StopAnswer.OTHER_SESSION;
        } else {
            if (relaySticks) {
                site.weld(id, port);
            }
            done = site.stop(id, port, session, samples::add);
        }
        int code =
                switch (done) {
                    case DONE -> UpMessage.StopAnswer.DONE;
                    case ALREADY_IDLE -> UpMessage.StopAnswer.WAS_IDLE;
                    case OTHER_SESSION -> UpMessage.StopAnswer.OTHER_ORDER;
                };
        String word = done.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Stopped(new UpMessage.StopAnswer(port, session, code), word, samples);
    }

    /** What became of these samples: begins, ends, and in one message what is drawn. */
    List<UpMessage> say(List<PortSample> samples) {
        List<UpMessage> out = new ArrayList<>();
        List<PortSample> live = new ArrayList<>();
        for (PortSample one : samples) {
            if (one.port() == 0) {
                continue; // heartbeats tell that
            }
            if (one.stopReason() != null) {
                out.add(end(one));
                continue;
            }
            if (one.session() > 0 && !told.getOrDefault(one.port(), 0).equals(one.session())) {
                told.put(one.port(), one.session());
                out.add(new UpMessage.LocalStart(one.port(), one.session(), BY_COIN, 100, 0, 0));
            }
            lastW.put(one.port(), one.powerW());
            live.add(one);
        }
        if (!live.isEmpty()) {
            out.add(live(live));
        }
        return out;
    }

    private UpMessage.End end(PortSample one) {
        return new UpMessage.End(
                one.port(),
                one.session(),
                one.elapsedS(),
                centiKwh(one),
                0,
                REASONS.getOrDefault(one.stopReason(), StopReasons.SMART),
                lastW.getOrDefault(one.port(), 0.0).intValue(),
                0,
                0);
    }

    private static long centiKwh(PortSample one) {
        return Math.round(one.energyWh() / 10);
    }

    private static UpMessage.Live live(List<PortSample> ports) {
        PortSample first = ports.get(0);
        return new UpMessage.Live(
                (int) Math.round(first.voltageV() * 10),
                (int) first.boardC(),
                ports.stream().map(Charger::live).toList());
    }

    private static UpMessage.Live.Port live(PortSample one) {
        return new UpMessage.Live.Port(
                one.port(),
                0,
                0,
                (int) one.powerW(),
                one.elapsedS(),
                0,
                centiKwh(one),
                (int) Math.min(one.portC(), 199));
    }
}
