package org.citywall.stream.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.stream.dedupe.SeenIds;

/**
 * A decision in the making: the only mutable object of the fire rules, alive for one call. It
 * copies the map of devices at most once, and not the ids that were seen, so a heartbeat stays
 * cheap.
 */
final class FireDraft {
    final FirePolicy policy;
    SeenIds seen;
    Instant graceFrom;
    List<PanelSignal> panels;
    List<FirePoint> fires;
    private List<DrillWindow> tests;
    private Instant timer;
    private Map<String, FireDevice> devices;
    private boolean copied;
    private final List<Detection> detections = new ArrayList<>(1);
    private final List<SignalOutcome> outcomes = new ArrayList<>(1);
    private final List<DeviceStatus> statuses = new ArrayList<>(1);

    FireDraft(FireSiteState before, FirePolicy policy) {
        this.policy = policy;
        this.seen = before.seen();
        this.graceFrom = before.graceFrom();
        this.panels = before.panels();
        this.fires = before.fires();
        this.tests = before.tests();
        this.timer = before.timer();
        this.devices = before.devices();
    }

    FireDevice device(String id) {
        return devices.get(id);
    }

    /** A snapshot in the order of ids, so that a replay emits in the same order. */
    List<FireDevice> devicesInOrder() {
        return List.copyOf(new TreeMap<>(devices).values());
    }

    /** Remembers the device; the timer moves only forward in haste, never per heartbeat. */
    void put(FireDevice device) {
        own().put(device.id(), device);
        due(device.due(graceFrom, policy));
    }

    List<DrillWindow> tests() {
        return tests;
    }

    /** Remembers these tests; the end of each needs the timer. */
    void put(List<DrillWindow> now) {
        tests = List.copyOf(now);
        tests.stream()
                .map(test -> test.dropAt(policy))
                .min(Instant::compareTo)
                .ifPresent(this::due);
    }

    void forget(String deviceId) {
        own().remove(deviceId);
    }

    Instant timer() {
        return timer;
    }

    /** Sets the timer anew from all devices and tests, after it has fired. */
    void rewind() {
        timer =
                Stream.concat(
                                devices.values().stream().map(d -> d.due(graceFrom, policy)),
                                tests.stream().map(test -> test.dropAt(policy)))
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    private void due(Instant due) {
        if (timer == null || due.isBefore(timer)) {
            timer = due;
        }
    }

    void emit(Detection detection) {
        detections.add(detection);
    }

    void emit(SignalOutcome outcome) {
        outcomes.add(outcome);
    }

    /** Tells the live view about a device and remembers it. */
    void report(FireDevice device, Instant at) {
        // Two statuses of one millisecond still need two revisions, or the view drops the second.
        long rev = Math.max(at.toEpochMilli(), device.statusRev() + 1);
        String siteId = device.site() == null ? null : device.site().id();
        statuses.add(
                new DeviceStatus(
                        device.id(),
                        rev,
                        AlertDomain.FIRE,
                        siteId,
                        device.place(),
                        device.online(),
                        device.lastSeenAt()));
        put(device.reported(rev));
    }

    FireDecision decision() {
        FireSiteState state =
                devices.isEmpty() && tests.isEmpty()
                        ? FireSiteState.EMPTY
                        : new FireSiteState(devices, seen, graceFrom, timer, panels, tests, fires);
        return new FireDecision(state, detections, outcomes, statuses, state.timer());
    }

    private Map<String, FireDevice> own() {
        if (!copied) {
            devices = new HashMap<>(devices);
            copied = true;
        }
        return devices;
    }
}
