package org.citywall.launcher.demo.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.launcher.demo.District;
import org.citywall.launcher.demo.PanelPoint;
import org.citywall.launcher.demo.plan.Dice;

/**
 * What happens in the district, as a pure function of seed and time: {@link #until} gives what is
 * due, in order. The same seed, devices, rates and start give the same signals, however often or
 * seldom it is asked. Not thread-safe: its fleet asks from one thread.
 */
public final class Scenario {
    /** At start all devices report once within this time, so that the wall fills. */
    private static final Duration FIRST_ROUND = Duration.ofSeconds(20);

    /** Share of the devices' own clocks that are wrong, as in the field (by months). */
    private static final double WRONG_CLOCK_SHARE = 0.01;

    private final List<District.Device> buttons = new ArrayList<>();
    private final List<District.Device> panels = new ArrayList<>();
    private final List<District.Device> all;
    private final Map<String, Instant> silentUntil = new HashMap<>();
    private final Map<String, Duration> clockError = new HashMap<>();
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final Dice dice;
    private final Rates rates;
    private final Map<String, List<PanelPoint>> detectors = new HashMap<>();
    private final double scale;
    private long planned;

    private record Due(Instant at, long order, Act act) {}

    /** Something to do at its time; gives the signal to send, or null. */
    private interface Act {
        DeviceSignal at(Instant now);
    }

    /** A scenario that begins at {@code start}; of no panel is known what is installed there. */
    public Scenario(List<District.Device> devices, Rates rates, long seed, Instant start) {
        this(devices, Map.of(), rates, seed, start);
    }

    /**
     * A scenario that begins at {@code start}.
     *
     * @param points what is installed at panels, by panel; only detectors among them alarm
     */
    public Scenario(
            List<District.Device> devices,
            Map<String, List<PanelPoint>> points,
            Rates rates,
            long seed,
            Instant start) {
        points.forEach(
                (panel, all) ->
                        detectors.put(panel, all.stream().filter(p -> !p.isButton()).toList()));
        this.all = List.copyOf(devices);
        this.rates = rates;
        this.dice = Dice.of(seed, "scenario");
        for (District.Device device : devices) {
            boolean button = device.kind().equals(District.Device.ONE_CLICK_ALARM);
            (button ? buttons : panels).add(device);
            if (dice.chance(WRONG_CLOCK_SHARE)) {
                clockError.put(device.id(), Duration.ofHours(-24L * (20 + dice.below(200))));
            }
        }
        this.scale = Math.max(1.0, buttons.size() / (double) District.BUILDINGS_PER_SCALE);
        planHeartbeats(start);
        if (!buttons.isEmpty()) {
            recurring(start, rates.falsePress(), this::falsePress);
        }
        recurring(start, rates.detectorAlarm(), this::detectorAlarm);
        recurring(start, rates.fault(), this::fault);
        if (!buttons.isEmpty()) {
            recurring(start, rates.lowBattery(), this::lowBattery);
            recurring(start, rates.tamper(), this::tamper);
        }
        recurring(start, rates.silence(), this::silence);
    }

    /** Everything due until now, oldest first. */
    public List<DeviceSignal> until(Instant now) {
        List<DeviceSignal> out = new ArrayList<>();
        while (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) {
            Due due = agenda.poll();
            DeviceSignal signal = due.act().at(due.at());
            if (signal != null) {
                out.add(signal);
            }
        }
        return out;
    }

    /** One first round, then each device at its own evenly spread place in the period. */
    private void planHeartbeats(Instant start) {
        long first = FIRST_ROUND.toMillis();
        long period = rates.heartbeat().toMillis();
        for (int i = 0; i < all.size(); i++) {
            District.Device device = all.get(i);
            Instant regular = start.plusMillis(first + period * i / all.size());
            plan(start.plusMillis(first * i / all.size()), at -> heartbeat(device, at));
            plan(regular, at -> repeatHeartbeat(device, at));
        }
    }

    private DeviceSignal repeatHeartbeat(District.Device device, Instant at) {
        plan(at.plus(rates.heartbeat()), next -> repeatHeartbeat(device, next));
        return heartbeat(device, at);
    }

    private DeviceSignal heartbeat(District.Device device, Instant at) {
        return signal(device, FireSignalKind.HEARTBEAT, null, null, at, null);
    }

    /** Plans an act at exponential intervals for ever. */
    private void recurring(Instant from, Duration mean, Act act) {
        long wait = (long) dice.exponential(mean.toMillis() / scale);
        plan(
                from.plusMillis(wait),
                at -> {
                    recurring(at, mean, act);
                    return act.at(at);
                });
    }

    private DeviceSignal falsePress(Instant at) {
        District.Device device = dice.oneOf(buttons);
        if (isSilent(device, at)) {
            return null;
        }
        restoreAfter(device, null, DeviceSignal.MANUAL_CALL_POINT, at, 60, 240, "按钮已复位");
        return signal(
                device, FireSignalKind.PRESS, null, DeviceSignal.MANUAL_CALL_POINT, at, "手动报警按钮按下");
    }

    private DeviceSignal detectorAlarm(Instant at) {
        if (panels.isEmpty()) {
            return null;
        }
        District.Device device = dice.oneOf(panels);
        String point;
        int type = DeviceSignal.SMOKE_DETECTOR;
        List<PanelPoint> installed = detectors.get(device.id());
        if (installed == null) {
            point = (1 + dice.below(4)) + "-" + (1 + dice.below(120));
        } else {
            PanelPoint detector = dice.oneOf(installed);
            point = detector.zone() + "-" + detector.position();
            type = detector.componentType();
        }
        restoreAfter(device, point, type, at, 40, 120, "探测器已复位");
        String words = type == DeviceSignal.SMOKE_DETECTOR ? "感烟探测器报警" : "感温探测器报警";
        return signal(device, FireSignalKind.ALARM, point, type, at, words);
    }

    private DeviceSignal fault(Instant at) {
        District.Device device = dice.oneOf(all);
        String detail = dice.oneOf(List.of("主电故障", "备电故障", "总线故障", "通信线路故障"));
        restoreAfter(device, null, null, at, 300, 3_600, "故障恢复");
        return signal(device, FireSignalKind.FAULT, null, null, at, detail);
    }

    private DeviceSignal lowBattery(Instant at) {
        District.Device device = dice.oneOf(buttons);
        double percent = 5 + dice.below(11);
        restoreAfter(device, null, null, at, 3_600, 14_400, "已更换电池");
        DeviceSignal plain = signal(device, FireSignalKind.LOW_BATTERY, null, null, at, "电池电量低");
        return plain == null
                ? null
                : new DeviceSignal(
                        plain.deviceId(),
                        plain.eventId(),
                        plain.signal(),
                        null,
                        null,
                        percent,
                        "%",
                        plain.deviceTime(),
                        plain.detail());
    }

    private DeviceSignal tamper(Instant at) {
        District.Device device = dice.oneOf(buttons);
        restoreAfter(device, null, null, at, 60, 600, "外壳已合上");
        return signal(device, FireSignalKind.TAMPER, null, null, at, "外壳被打开");
    }

    private DeviceSignal silence(Instant at) {
        District.Device device = dice.oneOf(all);
        silentUntil.put(device.id(), at.plusSeconds(300 + dice.below(1_500)));
        return null;
    }

    private void restoreAfter(
            District.Device device,
            String point,
            Integer componentType,
            Instant at,
            int fromSeconds,
            int toSeconds,
            String detail) {
        long wait = (long) (1_000 * dice.between(fromSeconds, toSeconds));
        plan(at.plusMillis(wait), then -> restore(device, point, componentType, then, detail));
    }

    /** A silent device restores when it is back, so that no condition stays for ever. */
    private DeviceSignal restore(
            District.Device device, String point, Integer type, Instant at, String detail) {
        if (isSilent(device, at)) {
            Instant back = silentUntil.get(device.id()).plusSeconds(1);
            plan(back, then -> restore(device, point, type, then, detail));
            return null;
        }
        return signal(device, FireSignalKind.RESTORE, point, type, at, detail);
    }

    /** The signal, or null while the device is silent. */
    private DeviceSignal signal(
            District.Device device,
            FireSignalKind kind,
            String point,
            Integer componentType,
            Instant at,
            String detail) {
        if (isSilent(device, at)) {
            return null;
        }
        DeviceSignal honest = DeviceSignal.of(device.id(), kind, point, componentType, at, detail);
        Duration error = clockError.get(device.id());
        return error == null
                ? honest
                : new DeviceSignal(
                        honest.deviceId(),
                        honest.eventId(),
                        kind,
                        point,
                        componentType,
                        null,
                        null,
                        at.plus(error),
                        detail);
    }

    private boolean isSilent(District.Device device, Instant at) {
        Instant until = silentUntil.get(device.id());
        if (until == null) {
            return false;
        }
        if (at.isBefore(until)) {
            return true;
        }
        silentUntil.remove(device.id());
        return false;
    }

    private void plan(Instant at, Act act) {
        agenda.add(new Due(at, planned++, act));
    }
}
