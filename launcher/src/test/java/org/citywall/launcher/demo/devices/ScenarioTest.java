package org.citywall.launcher.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.launcher.demo.District;
import org.citywall.launcher.demo.PanelPoint;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final long SEED = 5;

    private final List<District.Device> devices = devices(300, 60);

    @Test
    void isTheSameHoweverOftenItIsAsked() {
        Scenario often = new Scenario(devices, Rates.calm(), SEED, START);
        Scenario seldom = new Scenario(devices, Rates.calm(), SEED, START);
        List<DeviceSignal> inSteps = new ArrayList<>();
        for (long ms = 0; ms <= Duration.ofHours(2).toMillis(); ms += 730) {
            inSteps.addAll(often.until(START.plusMillis(ms)));
        }
        inSteps.addAll(often.until(START.plus(Duration.ofHours(2))));

        assertThat(seldom.until(START.plus(Duration.ofHours(2)))).isEqualTo(inSteps);
        assertThat(new Scenario(devices, Rates.calm(), SEED + 1, START).until(START.plus(DAY)))
                .isNotEqualTo(
                        new Scenario(devices, Rates.calm(), SEED, START).until(START.plus(DAY)));
    }

    @Test
    void allDevicesReportWithinTwentySecondsAndThenEvenlyOverThePeriod() {
        Scenario scenario = new Scenario(devices, Rates.heartbeatsOnly(), SEED, START);

        assertThat(ids(scenario.until(START.plusSeconds(20)))).hasSize(devices.size());
        for (int second = 21; second <= 140; second++) {
            int expected = devices.size() / 60;
            assertThat(scenario.until(START.plusSeconds(second)))
                    .as("second %d", second)
                    .hasSizeBetween(expected - 1, expected + 1)
                    .allMatch(signal -> signal.signal() == FireSignalKind.HEARTBEAT);
        }
    }

    @Test
    void whatHappensIsRareAndRestores() {
        List<DeviceSignal> day =
                new Scenario(devices, Rates.calm(), SEED, START).until(START.plus(DAY));

        assertThat(count(day, FireSignalKind.PRESS)).isBetween(60L, 140L);
        assertThat(count(day, FireSignalKind.ALARM)).isBetween(8L, 45L);
        assertThat(count(day, FireSignalKind.FAULT)).isBetween(30L, 90L);
        assertThat(count(day, FireSignalKind.LOW_BATTERY)).isBetween(15L, 60L);
        assertThat(count(day, FireSignalKind.TAMPER)).isBetween(8L, 40L);
        long conditions =
                day.stream()
                        .filter(s -> s.mustArrive() && s.signal() != FireSignalKind.RESTORE)
                        .count();
        assertThat(count(day, FireSignalKind.RESTORE)).isBetween(conditions - 20, conditions);
        assertThat(day.stream().filter(s -> s.signal() == FireSignalKind.ALARM))
                .allMatch(s -> s.point() != null && s.deviceId().startsWith("FT-"));
    }

    @Test
    void panelsReportOnlyDetectorsThatAreInstalled() {
        PanelPoint button = new PanelPoint(3, 1, 23, "3F-手报", "三层", "楼梯口");
        PanelPoint heat = new PanelPoint(3, 2, 31, "3F-厨房感温", "三层", "厨房");
        Map<String, List<PanelPoint>> points = new HashMap<>();
        devices.stream()
                .filter(d -> d.kind().equals(District.Device.TRANSMISSION_DEVICE))
                .forEach(d -> points.put(d.id(), List.of(button, heat)));

        List<DeviceSignal> day =
                new Scenario(devices, points, Rates.calm(), SEED, START).until(START.plus(DAY));

        assertThat(day.stream().filter(s -> s.signal() == FireSignalKind.ALARM))
                .isNotEmpty()
                .allMatch(s -> s.point().equals("3-2") && s.componentType() == 31);
    }

    @Test
    void someDevicesGoSilentAndComeBack() {
        Duration period = Duration.ofSeconds(60);
        Scenario scenario = new Scenario(devices, Rates.calm(), SEED, START);
        Set<String> silent = new HashSet<>();
        scenario.until(START.plusSeconds(30));
        for (int round = 1; round <= 180; round++) {
            Set<String> heard =
                    ids(scenario.until(START.plusSeconds(30).plus(period.multipliedBy(round))));
            devices.stream()
                    .map(District.Device::id)
                    .filter(id -> !heard.contains(id))
                    .forEach(silent::add);
        }

        assertThat(silent).hasSizeBetween(3, 20);
        Instant later = START.plus(Duration.ofHours(5));
        Scenario quiet = new Scenario(devices, Rates.calm(), SEED, START);
        quiet.until(later);
        assertThat(ids(quiet.until(later.plusSeconds(60))).size())
                .isGreaterThan(devices.size() - 10);
    }

    @Test
    void eventIdsAreUnique() {
        List<DeviceSignal> day =
                new Scenario(devices, Rates.calm(), SEED, START).until(START.plus(DAY));

        assertThat(day).extracting(DeviceSignal::eventId).doesNotHaveDuplicates();
    }

    static List<District.Device> devices(int buttons, int panels) {
        List<District.Device> out = new ArrayList<>();
        IntStream.rangeClosed(1, buttons)
                .forEach(i -> out.add(device("FA", i, District.Device.ONE_CLICK_ALARM)));
        IntStream.rangeClosed(1, panels)
                .forEach(i -> out.add(device("FT", i, District.Device.TRANSMISSION_DEVICE)));
        return out;
    }

    private static District.Device device(String prefix, int number, String kind) {
        String digits = String.format("-%04d", number);
        return new District.Device(prefix + digits, kind, "B" + digits, "设备" + number);
    }

    private static Set<String> ids(List<DeviceSignal> signals) {
        Set<String> ids = new HashSet<>();
        signals.forEach(signal -> ids.add(signal.deviceId()));
        return ids;
    }

    private static long count(List<DeviceSignal> signals, FireSignalKind kind) {
        return signals.stream().filter(signal -> signal.signal() == kind).count();
    }
}
