package org.citywall.stream.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.place.SiteRef;

/** One site on a virtual clock: drives the rule and keeps all that it decided. */
final class FireSite {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final SiteRef SITE = new SiteRef("B-0042", "沙浦一巷 42 号", 114.05, 22.72);
    static final FirePolicy POLICY = FirePolicy.defaults();

    FireSiteState state = FireSiteState.EMPTY;
    final List<Detection> detections = new ArrayList<>();
    final List<SignalOutcome> outcomes = new ArrayList<>();
    final List<DeviceStatus> statuses = new ArrayList<>();

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static FireSignal signal(String id, FireSignalKind kind, String device, String point) {
        return new FireSignal(
                id,
                "urn:panel",
                device,
                point,
                kind,
                23,
                null,
                null,
                null,
                null,
                START,
                SITE,
                "yunwan/shapu/c01/g0103/B-0042",
                "沙浦一巷 42 号",
                true,
                false);
    }

    static FireSignal received(FireSignal s, Instant at) {
        return copy(
                s, s.source(), at, s.site(), s.registered(), s.replay(), s.homeSiteId(), s.tags());
    }

    static FireSignal unregistered(FireSignal s) {
        return copy(s, s.source(), s.receivedAt(), null, false, s.replay(), null, s.tags());
    }

    static FireSignal replayed(FireSignal s) {
        return copy(s, s.source(), s.receivedAt(), s.site(), s.registered(), true, null, s.tags());
    }

    static FireSignal tagged(FireSignal s, String tag) {
        return copy(
                s,
                s.source(),
                s.receivedAt(),
                s.site(),
                s.registered(),
                s.replay(),
                s.homeSiteId(),
                List.of(tag));
    }

    /** Of a panel that speaks GB/T 26875.3. */
    static FireSignal ofPanel(FireSignal s) {
        String source = FireSignal.PANEL_SOURCE + s.deviceId();
        return copy(s, source, s.receivedAt(), s.site(), true, s.replay(), null, s.tags());
    }

    /** Of a device that stands at another site. */
    static FireSignal ofDeviceAt(FireSignal s, String homeSiteId) {
        return copy(
                s, s.source(), s.receivedAt(), s.site(), true, s.replay(), homeSiteId, s.tags());
    }

    private static FireSignal copy(
            FireSignal s,
            String source,
            Instant receivedAt,
            SiteRef site,
            boolean registered,
            boolean replay,
            String homeSiteId,
            List<String> tags) {
        return new FireSignal(
                s.id(),
                source,
                s.deviceId(),
                s.point(),
                s.signal(),
                s.componentType(),
                s.value(),
                s.unit(),
                s.detail(),
                s.deviceTime(),
                receivedAt,
                site,
                site == null ? null : s.place(),
                site == null ? null : s.placeName(),
                registered,
                replay,
                homeSiteId,
                tags);
    }

    FireDecision register(double seconds, TestWindow window) {
        return keep(FireRule.register(state, window, LogTime.steady(at(seconds)), POLICY));
    }

    FireDecision hear(double seconds, FireSignal signal) {
        return hear(LogTime.steady(at(seconds)), signal);
    }

    FireDecision hear(LogTime time, FireSignal signal) {
        return keep(FireRule.apply(state, received(signal, time.now()), time, POLICY));
    }

    /** A heartbeat with an id of its own. */
    FireDecision beat(double seconds, String device) {
        return hear(seconds, signal("beat-" + seconds, FireSignalKind.HEARTBEAT, device, null));
    }

    FireDecision waitUntil(double seconds) {
        return waitUntil(LogTime.steady(at(seconds)));
    }

    FireDecision waitUntil(LogTime time) {
        return keep(FireRule.advanceTo(state, time, POLICY));
    }

    private FireDecision keep(FireDecision decision) {
        state = decision.state();
        detections.addAll(decision.detections());
        outcomes.addAll(decision.outcomes());
        statuses.addAll(decision.statuses());
        return decision;
    }
}
