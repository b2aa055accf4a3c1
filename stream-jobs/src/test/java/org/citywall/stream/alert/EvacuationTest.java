package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.counting;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.slope;

import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Evacuation;
import org.citywall.contracts.alert.EvacuationCounts;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.MoveCounts;
import org.citywall.contracts.alert.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts of those who must leave the foot of a slope. */
class EvacuationTest {
    private static final double MIN = 60;

    private final AlertGroup group = new AlertGroup();
    private int commands;

    @Test
    void theNewestCountsStandOnTheAlertAndAllInTheTimeline() {
        red();
        register(MIN, counts(12, 0, 0, 37, 0, 0));
        register(2 * MIN, counts(12, 10, 1, 37, 31, 2));

        assertThat(group.newest().evacuation())
                .isEqualTo(
                        new Evacuation(
                                new MoveCounts(12, 10, 1),
                                new MoveCounts(37, 31, 2),
                                "liming",
                                "李明",
                                at(2 * MIN)));
        assertThat(group.newest().response()).isEqualTo(Response.ACKNOWLEDGED);
        assertThat(group.changes)
                .filteredOn(change -> change.entry().action().equals("evacuation"))
                .extracting(change -> change.entry().reason())
                .containsExactly(
                        "应转移 12 户，已转移 0，拒绝 0；应转移 37 人，已转移 0，拒绝 0",
                        "应转移 12 户，已转移 10，拒绝 1；应转移 37 人，已转移 31，拒绝 2");
        assertThat(group.newest().answering().answeredBy()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "-1,0,0, 1,1,0", "12,-1,0, 1,1,0", "12,0,-1, 1,1,0", "12,13,0, 1,1,0",
        "12,10,3, 1,1,0", "1,1,0, 5,3,3", "1000001,0,0, 1,1,0", "12,2147483647,1, 1,1,0"
    })
    void countsThatCannotBeAreRefused(int h, int hm, int hr, int p, int pm, int pr) {
        red();

        CommandResult result = register(MIN, counts(h, hm, hr, p, pm, pr));

        assertThat(result.code()).isEqualTo("counts-required");
        assertThat(group.newest().evacuation()).isNull();
    }

    @Test
    void withoutCountsNothingIsRegistered() {
        red();

        assertThat(register(MIN, null).code()).isEqualTo("counts-required");
        assertThat(register(MIN, new EvacuationCounts(null, new MoveCounts(1, 1, 0))).code())
                .isEqualTo("counts-required");
    }

    @Test
    void nobodyIsMovedForAYellowSlopeOrAFire() {
        group.detect(0, slope("d1", Level.YELLOW, "zhou"));
        assertThat(register(1, AlertGroup.COUNTS).code()).isEqualTo("illegal-transition");

        AlertGroup fire = new AlertGroup();
        fire.detect(0, press("d1", "P1"));
        assertThat(fire.act(1, AlertAction.EVACUATION).reason()).contains("边坡");
    }

    @Test
    void theCountsMayBeCompletedWhenTheAlertIsResolvedButNotWhenItIsClosed() {
        red();
        group.act(MIN, AlertAction.RESOLVE);
        assertThat(register(2 * MIN, AlertGroup.COUNTS).accepted()).isTrue();
        group.act(3 * MIN, AlertAction.CLOSE);

        assertThat(register(4 * MIN, AlertGroup.COUNTS).code()).isEqualTo("illegal-transition");
        assertThat(group.newest().evacuation().at()).isEqualTo(at(2 * MIN));
    }

    private void red() {
        group.detect(0, slope("d1", Level.RED, "zhou"));
        group.act(0, AlertAction.ACKNOWLEDGE);
    }

    private CommandResult register(double seconds, EvacuationCounts counts) {
        String id = group.newest().id();
        String commandId = "w" + commands++;
        return group.act(seconds, counting(command(commandId, id, AlertAction.EVACUATION), counts));
    }

    private static EvacuationCounts counts(int h, int hm, int hr, int p, int pm, int pr) {
        return new EvacuationCounts(new MoveCounts(h, hm, hr), new MoveCounts(p, pm, pr));
    }
}
