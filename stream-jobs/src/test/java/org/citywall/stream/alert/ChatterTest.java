package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.AlertGroup.at;
import static org.citywall.stream.alert.AlertGroup.fault;
import static org.citywall.stream.alert.AlertGroup.faultEnd;
import static org.citywall.stream.alert.AlertGroup.press;
import static org.citywall.stream.alert.AlertGroup.pressEnd;
import static org.citywall.stream.alert.AlertGroup.slope;
import static org.citywall.stream.alert.AlertGroup.slopeEnd;

import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.junit.jupiter.api.Test;

/** Shipped: 3 raises after a clear in 60 s; over when nothing changed for 300 s. */
class ChatterTest {
    private final AlertGroup group = new AlertGroup();

    private void toggle(int times, double from, double apart) {
        for (int i = 0; i < times; i++) {
            group.detect(from + 2 * i * apart, faultEnd("e" + from + i));
            group.detect(from + (2 * i + 1) * apart, fault("f" + from + i));
        }
    }

    @Test
    void theThirdReturnInAMinuteMakesOneLineOfIt() {
        group.detect(0, fault("f"));
        toggle(3, 1, 2);
        assertThat(group.newest().tags()).contains("chattering");
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);
        int before = group.changes.size();

        toggle(100, 20, 2);

        assertThat(group.changes).hasSize(before);
        group.waitUntil(2000);
        assertThat(group.newest().tags()).doesNotContain("chattering");
        assertThat(group.newest().occurrences()).isEqualTo(104);
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);
        assertThat(group.changes).hasSize(before + 1);
    }

    @Test
    void aNeighbourThatIsNoNoiseIsHeard() {
        AlertGroup noisy = new AlertGroup();
        noisy.detect(0, slope("d0", Level.ORANGE, "zhou"));
        for (int i = 0; i < 3; i++) {
            noisy.detect(1 + 2 * i, slopeEnd("e" + i));
            noisy.detect(2 + 2 * i, slope("r" + i, Level.ORANGE, "zhou"));
        }
        assertThat(noisy.newest().tags()).contains("chattering");
        int before = PagesTest.pages(noisy).size();

        noisy.detect(
                20, AlertGroup.like(AlertClass.ALARM, "crack", slope("n1", Level.ORANGE, "zhou")));

        assertThat(PagesTest.pages(noisy).stream().skip(before))
                .anyMatch(page -> page.step() == Page.Step.RAISED && !page.quiet());
        assertThat(noisy.newest().timers())
                .extracting(AlertTimer::name)
                .contains(Timers.ACKNOWLEDGE);
    }

    @Test
    void itEndsClearedIfItsLastWordWasAClear() {
        group.detect(0, fault("f"));
        toggle(3, 1, 2);
        group.detect(20, faultEnd("last"));
        assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);

        group.waitUntil(321);

        assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
        assertThat(group.newest().tags()).doesNotContain("chattering");
        assertThat(group.newest().updatedAt()).isEqualTo(at(320));
    }

    @Test
    void threeReturnsInMoreThanAMinuteAreNoNoise() {
        group.detect(0, fault("f"));
        toggle(3, 1, 16);

        assertThat(group.newest().tags()).doesNotContain("chattering");
    }

    @Test
    void redIsShownAsItComes() {
        group.detect(0, press("d", "P1"));
        for (int i = 0; i < 10; i++) {
            group.detect(1 + i, pressEnd("e" + i, "P1"));
            assertThat(group.newest().condition()).isEqualTo(Condition.CLEARED);
            group.detect(1.5 + i, press("d" + i, "P1"));
            assertThat(group.newest().condition()).isEqualTo(Condition.ACTIVE);
        }

        assertThat(group.newest().tags()).contains("chattering");
        assertThat(group.changes).hasSizeGreaterThanOrEqualTo(21);
    }

    @Test
    void eachToggleOfARedAlertIsTold() {
        group.detect(0, press("other", "P2"));
        group.detect(0.5, press("d", "P1"));
        for (int i = 0; i < 10; i++) {
            group.detect(1 + i, pressEnd("e" + i, "P1"));
            group.detect(1.5 + i, press("d" + i, "P1"));
        }

        assertThat(group.newest().tags()).contains("chattering");
        assertThat(group.actions()).filteredOn("joined"::equals).hasSize(11);
        assertThat(group.actions()).filteredOn("cleared"::equals).hasSize(10);
        int before = group.changes.size();
        group.detect(20, press("again", "P1"));
        assertThat(group.changes).as("its count too").hasSize(before + 1);
    }

    @Test
    void whatComesBackAfterAClearSaysSo() {
        group.detect(0, fault("f"));
        group.detect(100, faultEnd("e"));
        group.detect(200, fault("g"));

        assertThat(group.changes.get(2).entry().reason()).startsWith("恢复后再次出现：");
    }

    @Test
    void whatIsActiveForADayIsStaleUntilItClears() {
        group.detect(0, fault("f"));
        group.act(10, AlertAction.ACKNOWLEDGE);
        group.waitUntil(86_399);
        assertThat(group.newest().tags()).doesNotContain("stale");
        group.waitUntil(86_400);
        assertThat(group.newest().tags()).contains("stale");
        assertThat(group.actions()).containsExactly("raised", "acknowledge", "stale");

        group.detect(86_500, faultEnd("e"));

        assertThat(group.newest().tags()).doesNotContain("stale");
    }
}
