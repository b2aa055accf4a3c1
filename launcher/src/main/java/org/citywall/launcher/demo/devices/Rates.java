package org.citywall.launcher.demo.devices;

import java.time.Duration;

/**
 * How often what happens in the simulated district. All means are for a district of scale 1 (1,500
 * buildings); at scale N everything happens N times as often. The defaults keep the wall calm.
 *
 * @param heartbeat period of each device
 * @param falsePress mean time between presses of a button by mistake
 * @param detectorAlarm mean time between detector alarms; each restores within two minutes
 * @param fault mean time between faults; each restores within the hour
 * @param lowBattery mean time between low batteries; each is changed within hours
 * @param tamper mean time between opened housings; each is closed within minutes
 * @param silence mean time between devices that go silent for some minutes
 */
public record Rates(
        Duration heartbeat,
        Duration falsePress,
        Duration detectorAlarm,
        Duration fault,
        Duration lowBattery,
        Duration tamper,
        Duration silence) {

    /** One press by mistake in 15 minutes, one detector alarm an hour, some maintenance. */
    public static Rates calm() {
        return new Rates(
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                Duration.ofMinutes(60),
                Duration.ofMinutes(25),
                Duration.ofMinutes(45),
                Duration.ofMinutes(70),
                Duration.ofMinutes(20));
    }

    /** Heartbeats only: for benches and tests that press themselves. */
    public static Rates heartbeatsOnly() {
        Duration never = Duration.ofDays(36_500);
        return new Rates(Duration.ofSeconds(60), never, never, never, never, never, never);
    }

    /** The same with another mean time between presses by mistake. */
    public Rates withFalsePress(Duration mean) {
        return new Rates(heartbeat, mean, detectorAlarm, fault, lowBattery, tamper, silence);
    }

    /** The same with another heartbeat period. */
    public Rates withHeartbeat(Duration period) {
        return new Rates(period, falsePress, detectorAlarm, fault, lowBattery, tamper, silence);
    }
}
