package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;

import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.Condition;
import org.junit.jupiter.api.Test;

/** Two sources are listed, eight more are remembered. */
class UnlistedSourcesTest {
    private static final int END_S = 50;
    private static final int LATER_S = 100;
    private static final AlertPolicy POLICY = AlertGroup.limited(1_000, 2);

    private final AlertGroup group = new AlertGroup(POLICY);

    @Test
    void anUnlistedSourceKeepsTheAlertActiveAfterTheListedOnesEnded() {
        raise(3);

        end(1);
        end(2);

        assertThat(group.newest().sources()).extracting(AlertSource::active).containsOnly(false);
        assertThat(condition()).isEqualTo(Condition.ACTIVE);
    }

    @Test
    void theEndOfTheLastUnlistedSourceClears() {
        raise(4);
        end(1);
        end(2);
        end(3);
        assertThat(condition()).isEqualTo(Condition.ACTIVE);

        end(4);

        assertThat(condition()).isEqualTo(Condition.CLEARED);
        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void theEndOfAnUnlistedSourceDoesNotClearAListedOne() {
        raise(3);
        end(3);
        end(2);

        assertThat(condition()).isEqualTo(Condition.ACTIVE);
    }

    @Test
    void anUnlistedSourceThatRepeatsItselfEndsOnce() {
        raise(3);
        group.detect(END_S, press("again", "P3"));
        end(3);
        end(1);
        end(2);

        assertThat(condition()).isEqualTo(Condition.CLEARED);
    }

    @Test
    void aSourceThatFindsNoRoomAtAllKeepsTheAlertActiveUntilPeopleCloseIt() {
        int tooMany = POLICY.maxSources() + POLICY.maxUnlisted() + 1;
        raise(tooMany);
        for (int point = 1; point <= tooMany; point++) {
            end(point);
        }
        assertThat(condition()).isEqualTo(Condition.ACTIVE);

        group.act(LATER_S + 0, AlertAction.ACKNOWLEDGE);
        group.act(LATER_S + 1, AlertAction.CLOSE);
        group.detect(LATER_S + 2, press("next", "P1"));
        group.detect(LATER_S + 3, pressEnd("nextEnd", "P1"));

        assertThat(condition()).isEqualTo(Condition.CLEARED);
    }

    private void raise(int points) {
        for (int point = 1; point <= points; point++) {
            group.detect(point, press("d" + point, "P" + point));
        }
    }

    private void end(int point) {
        group.detect(END_S + point, pressEnd("e" + point, "P" + point));
    }

    private Condition condition() {
        return group.state.open().alert().condition();
    }
}
