package org.citywall.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void alertIdCarriesItsGroup() {
        String group = Ids.groupHash("fire/alarm/B-0042");
        String id = Ids.alertId(group, "d-1");

        assertThat(Ids.isAlertId(id)).isTrue();
        assertThat(Ids.groupHashOf(id)).isEqualTo(group);
        assertThat(Ids.alertId(group, "d-2")).isNotEqualTo(id);
    }

    @Test
    void anotherTextIsNoAlertId() {
        assertThat(Ids.isAlertId(null)).isFalse();
        assertThat(Ids.isAlertId("canary")).isFalse();
        assertThatThrownBy(() -> Ids.groupHashOf("../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(Ids.of("ab", "c")).isNotEqualTo(Ids.of("a", "bc"));
    }

    @Test
    void laterIncarnationIsNewerThanAnyChangeOfTheOneBefore() {
        long third = Revisions.next(7, Revisions.next(7, Revisions.next(7, 0)));

        assertThat(Revisions.changeNumber(third)).isEqualTo(3);
        assertThat(Revisions.next(8, Revisions.next(7, 0))).isGreaterThan(third);
    }

    @Test
    void noChangeFollowsTheLast() {
        long last = Revisions.next(7, Revisions.LAST_CHANGE - 1);

        assertThat(last).isEqualTo(7_999_999L);
        assertThatThrownBy(() -> Revisions.next(7, last)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timesHaveExactlyThreeFractionDigits() {
        assertThat(Json.string(Instant.parse("2026-11-21T00:00:00Z")))
                .isEqualTo("\"2026-11-21T00:00:00.000Z\"");
    }
}
