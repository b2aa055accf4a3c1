package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;

import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;
import org.junit.jupiter.api.Test;

/**
 * What the world says and what people did are two halves (OPC UA Part 9). Each half open or over:
 *
 * <pre>
 *                     response open            response over
 *  condition active   it climbs                stays until it clears
 *  condition clear    still climbs             is closed
 * </pre>
 */
class TwoHalvesTest {
    private final AlertGroup group = new AlertGroup();

    @Test
    void activeAndOpen() {
        group.detect(0, press("d1", "P1"));
        group.waitUntil(31);

        assertHalves(Condition.ACTIVE, Response.UNACKNOWLEDGED);
        assertThat(group.newest().escalation().step()).isEqualTo(1);
    }

    @Test
    void clearAndOpen() {
        group.detect(0, press("d1", "P1"));
        group.detect(5, pressEnd("e1", "P1"));
        group.waitUntil(31);

        assertHalves(Condition.CLEARED, Response.UNACKNOWLEDGED);
        assertThat(group.newest().escalation().step()).as("somebody must see it").isEqualTo(1);
        assertThat(group.act(32, AlertAction.CLOSE).accepted()).isFalse();
    }

    @Test
    void activeAndOver() {
        group.detect(0, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(6, AlertAction.RESOLVE);
        group.waitUntil(500);

        assertHalves(Condition.ACTIVE, Response.RESOLVED);
        assertThat(group.actions()).containsExactly("raised", "acknowledge", "resolve");
        assertThat(group.newest().timers()).extracting(AlertTimer::name).isEmpty();
        group.detect(501, pressEnd("e1", "P1"));
        assertHalves(Condition.CLEARED, Response.RESOLVED);
    }

    @Test
    void clearAndOver() {
        group.detect(0, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.act(6, AlertAction.RESOLVE);
        group.detect(7, pressEnd("e1", "P1"));
        group.act(8, AlertAction.CLOSE);

        assertHalves(Condition.CLEARED, Response.CLOSED);
        assertThat(group.newest().timers())
                .extracting(AlertTimer::name)
                .containsExactly(Timers.FORGET);
    }

    @Test
    void seenIsNotDone() {
        group.detect(0, press("d1", "P1"));
        group.act(5, AlertAction.ACKNOWLEDGE);
        group.waitUntil(70);

        assertThat(group.newest().response()).isEqualTo(Response.ACKNOWLEDGED);
        assertThat(group.actions()).as("its other clocks go on").contains("overdue");
    }

    private void assertHalves(Condition condition, Response response) {
        assertThat(group.newest().condition()).isEqualTo(condition);
        assertThat(group.newest().response()).isEqualTo(response);
    }
}
