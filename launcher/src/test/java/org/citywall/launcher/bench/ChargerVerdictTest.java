package org.citywall.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.launcher.bench.ChargerMonth.Hit;
import org.citywall.launcher.bench.ChargerMonth.Outcome;
import org.citywall.launcher.demo.devices.charging.Case;
import org.citywall.launcher.demo.devices.charging.Danger;
import org.citywall.stream.ebike.EbikePolicy;
import org.junit.jupiter.api.Test;

/** What is said beside a danger that has nothing to do with it is as false as at any other time. */
class ChargerVerdictTest {
    private static final Case WORN = new Case(Danger.WORN_CONTACT, "C-1", "C-1-1", 3, 0, 0, 60_000);
    private static final Case DEAD_CELL =
            new Case(Danger.DEAD_CELL, "C-1", "C-1-1", 3, 0, 0, 60_000);
    private static final Case BLACKOUT = new Case(Danger.BLACKOUT, "C-1", null, 0, 0, 0, 60_000);

    @Test
    void whatADangerDoesIsNotFalse() {
        ChargerVerdict verdict =
                verdict(WORN, hit("C-1-1", "3", "port-hot"), hit("C-1-1", "3", "temp-rise"));

        assertThat(verdict.falseSessions()).containsOnly(0);
        ChargerVerdict.Row row = verdict.found().get(Danger.WORN_CONTACT);
        assertThat(row.found()).isOne();
        assertThat(row.alsoSeen()).containsOnlyKeys("temp-rise");
    }

    @Test
    void whatHasNothingToDoWithItIsFalse() {
        assertThat(verdict(WORN, hit("C-1", null, "site-load")).falseSessions()[2]).isOne();
        assertThat(verdict(DEAD_CELL, hit("C-1-1", null, "smoke")).falseSessions()[2]).isOne();
        assertThat(verdict(WORN, hit("C-1-1", "3", "late-rise")).falseSessions()[2]).isOne();
        assertThat(verdict(WORN, hit("C-1-1", "4", "port-hot")).falseSessions()[2]).isOne();
        assertThat(verdict(BLACKOUT, hit("C-1-1", "4", "port-hot")).falseSessions()[2]).isOne();
        assertThat(verdict(BLACKOUT, hit("C-1", null, "site-offline")).falseSessions()[2]).isZero();
    }

    @Test
    void whatIsToldWhenThePowerIsBackIsOfTheDangerThatTheBlackoutHid() {
        long minute = 60_000;
        Case blackout = new Case(Danger.BLACKOUT, "C-1", null, 0, 30_000, 0, 45 * minute);
        Case later = new Case(Danger.BLACKOUT, "C-1", null, 0, 40 * minute, 0, 45 * minute);

        assertThat(falseAt(46 * minute, WORN, blackout)).isZero();
        assertThat(falseAt(76 * minute, WORN, blackout)).isOne();
        assertThat(falseAt(46 * minute, WORN, later)).isOne();
    }

    private static int falseAt(long atMs, Case... cases) {
        Hit hit = new Hit("C-1", "C-1-1", "3", "port-hot", 2, atMs, 7);
        return new ChargerVerdict(new Outcome(List.of(cases), List.of(), List.of(hit), 1, 1, 0))
                .falseSessions()[2];
    }

    @Test
    void eachRideOfABikeIsToldOnceUnlessTheCameraIsNeverSure() {
        LiftRides.Outcome rides = LiftRides.run(200, 1, EbikePolicy.defaults());

        assertThat(rides.found()).isBetween(150, 200);
        assertThat(rides.delays()).hasSize(rides.found());
        assertThat(rides.falsely()).isBetween(1, 100);
    }

    private static ChargerVerdict verdict(Case one, Hit... hits) {
        return new ChargerVerdict(new Outcome(List.of(one), List.of(), List.of(hits), 1, 1, 0));
    }

    private static Hit hit(String device, String point, String kind) {
        return new Hit("C-1", device, point, kind, 2, 30_000, 7);
    }
}
