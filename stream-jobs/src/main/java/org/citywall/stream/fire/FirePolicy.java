package org.citywall.stream.fire;

import java.io.Serializable;
import java.time.Duration;
import org.citywall.contracts.alert.Level;

/**
 * Every threshold of the fire rules. The reasons of the defaults are on docs/config.md, "Fire
 * rules".
 *
 * @param offlineAfter silence after which a device counts as offline
 * @param statusRefresh period in which the status of a device is written again even if nothing
 *     changed, so that a wiped view heals
 * @param standstill a jump of the log's time larger than this means that nobody wrote (all gateways
 *     were down), so that no device could be heard
 * @param duplicateHorizon how long (source, id) of a signal with an effect is remembered
 * @param panelDuplicateHorizon the same for a signal over GB/T 26875.3, by received time
 * @param maxSeenIds most ids remembered for one site
 * @param maxConditions most open conditions of one device; beyond it the oldest is no longer
 *     cleared by its restore
 * @param forgetUntracked how long a device that the registry does not know is remembered after its
 *     last signal
 * @param coincidencePoints so many different points of one building make an incident
 * @param coincidenceWindow within so long, by received time
 * @param maxWindows most registered tests of one site that are remembered
 * @param windowGrace how long after its end a test is remembered, for signals on their way
 * @param faultLevel a device that cannot do its duty
 * @param tamperLevel somebody opened the device
 * @param shieldLevel a point that was switched off at its panel and protects nobody
 * @param superviseLevel a supervised valve or switch left its position
 * @param lowBatteryLevel the battery still works
 * @param clockLevel its signals are not lost, but their own times mean nothing
 * @param dutyLevel nobody may be at the panel
 * @param offlineLevel the device may not be able to call for help
 */
public record FirePolicy(
        Duration offlineAfter,
        Duration statusRefresh,
        Duration standstill,
        Duration duplicateHorizon,
        Duration panelDuplicateHorizon,
        int maxSeenIds,
        int maxConditions,
        Duration forgetUntracked,
        int coincidencePoints,
        Duration coincidenceWindow,
        int maxWindows,
        Duration windowGrace,
        int faultLevel,
        int tamperLevel,
        int shieldLevel,
        int superviseLevel,
        int lowBatteryLevel,
        int clockLevel,
        int dutyLevel,
        int offlineLevel)
        implements Serializable {

    /** Checks that each number can work. */
    public FirePolicy {
        requirePositive(offlineAfter, "offlineAfter");
        requirePositive(statusRefresh, "statusRefresh");
        requirePositive(standstill, "standstill");
        requirePositive(duplicateHorizon, "duplicateHorizon");
        requirePositive(panelDuplicateHorizon, "panelDuplicateHorizon");
        requirePositive(forgetUntracked, "forgetUntracked");
        requirePositive(coincidenceWindow, "coincidenceWindow");
        requirePositive(windowGrace, "windowGrace");
        if (coincidencePoints < 2) {
            throw new IllegalArgumentException("one point alone is no coincidence");
        }
        if (maxSeenIds < 1 || maxConditions < 1 || maxWindows < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** The documented defaults. */
    public static FirePolicy defaults() {
        return new FirePolicy(
                Duration.ofSeconds(180),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofHours(24),
                Duration.ofMinutes(2),
                2_048,
                512,
                Duration.ofHours(24),
                2,
                Duration.ofMinutes(3),
                32,
                Duration.ofMinutes(1),
                Level.YELLOW,
                Level.YELLOW,
                Level.YELLOW,
                Level.BLUE,
                Level.BLUE,
                Level.BLUE,
                Level.YELLOW,
                Level.YELLOW);
    }

    /** The level of a condition; fire is red whatever the policy says. */
    public int levelOf(FireCondition condition) {
        return switch (condition) {
            case PRESS, DETECTOR -> Level.RED;
            case DRILL_UNRESTORED -> Level.ORANGE;
            case DRILL -> Level.BLUE;
            case FAULT -> faultLevel;
            case TAMPER -> tamperLevel;
            case SHIELD -> shieldLevel;
            case SUPERVISE -> superviseLevel;
            case LOW_BATTERY -> lowBatteryLevel;
            case CLOCK -> clockLevel;
            case DUTY_UNANSWERED -> dutyLevel;
            case OFFLINE -> offlineLevel;
        };
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
