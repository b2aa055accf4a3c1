package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.INCARNATION;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.command;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final AlertPolicy FORGETFUL = AlertGroup.limited(4, 2);
    private final AlertGroup group = new AlertGroup(FORGETFUL);

    /** What every sink keeps: the newest revision of an alert. */
    private final Map<String, Alert> sink = new HashMap<>();

    private long revisions;

    @Test
    void ofManyPressesFewAreToldAndAnAcknowledgeAfterThemWins() {
        int presses = 120_345;
        for (int i = 0; i < presses; i++) {
            apply(0.001 * i, AlertInput.of(press("d" + i, "P1")));
        }
        assertThat(revisions).isLessThan(3_000); // ten times as many are told 900 times more
        assertThat(shown().occurrences()).isEqualTo(120_000);

        CommandResult result = act(presses, AlertAction.ACKNOWLEDGE);

        assertThat(result.accepted()).isTrue();
        assertThat(shown().response()).isEqualTo(Response.ACKNOWLEDGED);
        assertThat(shown().occurrences()).isEqualTo(presses);
        assertThat(shown().sources().get(0).count()).isEqualTo(presses);
    }

    @Test
    void eachPressIsToldWhileThereAreFew() {
        for (int i = 0; i < 1_000; i++) {
            apply(0.001 * i, AlertInput.of(press("d" + i, "P1")));
        }

        assertThat(revisions).isEqualTo(1_000);
    }

    @Test
    void manyPressesDoNotHideANewPointOrAHigherLevel() {
        for (int i = 0; i < 1_001; i++) {
            apply(0.001 * i, AlertInput.of(press("d" + i, "P1")));
        }
        assertThat(shown().occurrences()).isEqualTo(1_000);

        apply(2, AlertInput.of(press("other", "P2")));

        assertThat(shown().sources()).hasSize(2);
        assertThat(shown().occurrences()).isEqualTo(1_002);
    }

    @Test
    void whoComesAndGoesWithoutEndStaysActiveUntilPeopleCloseIt() {
        apply(0, AlertInput.of(press("first", "P1")));
        age(News.COMING_AND_GOING - 10);

        for (int i = 0; i < 2_000; i++) {
            apply(1 + i, AlertInput.of(pressEnd("e" + i, "P1")));
            apply(1 + i, AlertInput.of(press("d" + i, "P1")));
        }

        assertThat(shown().condition()).isEqualTo(Condition.ACTIVE);
        assertThat(Revisions.changeNumber(shown().rev())).isLessThan(News.COMING_AND_GOING + 1_200);
        act(3_000, AlertAction.ACKNOWLEDGE);
        assertThat(shown().response()).isEqualTo(Response.ACKNOWLEDGED);
        String old = shown().id();
        act(3_001, AlertAction.CLOSE);
        assertThat(sink.get(old).response()).isEqualTo(Response.CLOSED);
        apply(3_002, AlertInput.of(press("new", "P1")));
        assertThat(shown().id()).isNotEqualTo(old);
        assertThat(Revisions.changeNumber(shown().rev())).isEqualTo(1);
    }

    @Test
    void afterTooManyCommandsPeopleOnlyBringItToItsEnd() {
        apply(0, AlertInput.of(press("first", "P1")));
        age(News.PEOPLE);

        CommandResult comment = act(1, AlertAction.COMMENT);
        assertThat(comment.accepted()).isFalse();
        assertThat(comment.code()).isEqualTo("illegal-transition");
        assertThat(comment.reason()).contains("变化已达上限，只能确认和关闭");
        assertThat(act(2, AlertAction.VERIFY).accepted()).isFalse();
        assertThat(act(3, AlertAction.ACKNOWLEDGE).accepted()).isTrue();
        assertThat(act(4, AlertAction.CLOSE).accepted()).isTrue();
    }

    /** All that does not close the alert, in any order, cannot use its revisions up. */
    @Test
    void nothingThatCanHappenReachesTheLastRevision() {
        apply(0, AlertInput.of(press("first", "P0")));
        age(News.COMING_AND_GOING - 100);
        Random random = new Random(7);
        AlertAction[] actions = AlertAction.values();
        for (int i = 1; i < 400_000; i++) {
            String point = "P" + random.nextInt(4);
            switch (random.nextInt(4)) {
                case 0 -> apply(0.1 * i, AlertInput.of(press("d" + i, point)));
                case 1 -> apply(0.1 * i, AlertInput.of(pressEnd("e" + i, point)));
                default -> {
                    AlertAction action = actions[random.nextInt(actions.length)];
                    if (action != AlertAction.CLOSE) {
                        act(0.1 * i, action);
                    }
                }
            }
        }

        assertThat(Revisions.changeNumber(shown().rev()))
                .isGreaterThanOrEqualTo(News.PEOPLE)
                .isLessThan(News.PEOPLE + 2_000);
    }

    private CommandResult act(double seconds, AlertAction action) {
        String id = group.state.open().alert().id();
        AlertInput input = AlertInput.of(command("c" + seconds, id, action));
        return apply(seconds, input).commandResults().get(0);
    }

    /** Each revision must be newer than all before it: otherwise a sink would ignore it. */
    private AlertDecision apply(double seconds, AlertInput input) {
        AlertDecision decision =
                AlertRule.apply(
                        group.state,
                        input,
                        at(seconds),
                        FORGETFUL,
                        RuleVersions.SHIPPED,
                        INCARNATION);
        group.state = decision.state();
        for (AlertChange change : decision.changes()) {
            Alert before = sink.put(change.alert().id(), change.alert());
            if (before != null && change.alert().rev() <= before.rev()) {
                throw new AssertionError(before.rev() + " is followed by " + change.alert().rev());
            }
            revisions++;
        }
        return decision;
    }

    private Alert shown() {
        return sink.get(group.state.open().alert().id());
    }

    /** As if the open alert had changed so often already. */
    private void age(long changes) {
        group.state = aged(group.state, changes);
    }

    static AlertGroupState aged(AlertGroupState now, long changes) {
        AlertEdit edit = AlertEdit.of(now.open());
        edit.rev = Revisions.next(INCARNATION, changes - 1);
        return new AlertGroupState(
                edit.tracked(at(0)),
                List.of(),
                now.seen(),
                now.answers(),
                now.answered(),
                now.held(),
                now.routes());
    }
}
