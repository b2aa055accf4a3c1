package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.alert.across.flink.Storm.START;
import static org.citywall.stream.alert.across.flink.Storm.act;
import static org.citywall.stream.alert.across.flink.Storm.clear;
import static org.citywall.stream.alert.across.flink.Storm.id;
import static org.citywall.stream.alert.across.flink.Storm.raise;

import java.time.Instant;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alert.AlarmLoad.TopSource;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.stream.alert.Judging;
import org.citywall.stream.io.LiveWrite;
import org.citywall.stream.io.LiveWrites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load of the one seat of the release, from the detection to the live view. */
class LoadHarnessTest {
    private AcrossHarness city;

    @BeforeEach
    void open() throws Exception {
        city = new AcrossHarness(Instant.ofEpochMilli(START));
    }

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void itFallsWhenNothingHappens() throws Exception {
        city.tell(at(1), raise(1, 1, at(1)), raise(2, 2, at(1)), raise(3, 3, at(1)));
        pass(12);
        AlarmLoad load = load();
        assertThat(load.id()).isEqualTo("load/all");
        assertThat(load.name()).isEqualTo("值班席");
        assertThat(load.lastTenMinutes()).isEqualTo(3);
        assertThat(load.lastHour()).isEqualTo(3);
        assertThat(load.lastDay()).isEqualTo(3);
        assertThat(load.byLevel()).containsEntry(1, 1).containsEntry(2, 1).containsEntry(3, 1);
        assertThat(load.active()).isEqualTo(3);
        assertThat(load.unanswered()).isEqualTo(3);
        assertThat(load.averagePerTenMinutes()).isEqualTo(3);
        long rev = load.rev();

        pass(620);
        assertThat(load().lastTenMinutes()).isZero();
        assertThat(load().lastHour()).isEqualTo(3);
        assertThat(load().averagePerTenMinutes()).isEqualTo(1.5);
        pass(3_680);
        assertThat(load().lastHour()).isZero();
        assertThat(load().lastDay()).isEqualTo(3);
        pass(86_400 + 610);
        assertThat(load().lastDay()).isZero();
        assertThat(load().byLevel()).isEmpty();
        assertThat(load().topSources()).isEmpty();
        assertThat(load().active()).isEqualTo(3);
        assertThat(load().stale()).isEqualTo(3);
        assertThat(load().rev()).isGreaterThan(rev);
    }

    @Test
    void itIsShownAtMostEachTenSeconds() throws Exception {
        for (int i = 0; i < 60; i++) {
            city.tell(at(i), raise(i, 3, at(i)));
        }
        pass(61);

        assertThat(city.shown).hasSizeBetween(6, 7);
        for (int i = 1; i < city.shown.size(); i++) {
            long before = city.shown.get(i - 1).load().at().toEpochMilli();
            assertThat(city.shown.get(i).load().at().toEpochMilli() - before)
                    .isGreaterThanOrEqualTo(10_000);
        }
    }

    @Test
    void whatPeopleDoMovesItsSums() throws Exception {
        city.tell(at(1), raise(1, 3, at(1)), raise(2, 3, at(1)));
        city.tell(at(2), act(raise(1, 3, at(1)), AlertAction.SHELVE));
        city.tell(at(3), act(raise(2, 3, at(1)), AlertAction.ACKNOWLEDGE));
        pass(15);
        assertThat(load().shelved()).isEqualTo(1);
        assertThat(load().unanswered()).isEqualTo(1);
        assertThat(load().active()).isEqualTo(2);

        city.tell(at(16), act(raise(2, 3, at(1)), AlertAction.CLOSE));
        city.tell(at(17), clear(1, at(17)));
        pass(40);
        assertThat(load().active()).isZero();
        assertThat(load().lastTenMinutes()).isEqualTo(2);
    }

    @Test
    void chatteringCountsWhileItLasts() throws Exception {
        for (int i = 0; i < 5; i++) {
            long t = at(2L * i);
            city.tell(t, raise(1, 3, t));
            city.tell(t + 1_000, clear(1, t + 1_000));
        }
        pass(22);
        assertThat(load().chattering()).isEqualTo(1);
        assertThat(load().lastTenMinutes()).as("one line").isEqualTo(1);
        pass(700);
        assertThat(load().chattering()).isZero();
    }

    @Test
    void aFloodIsNamedWhileItLastsAndItsPartsAreCounted() throws Exception {
        for (int i = 1; i <= 12; i++) {
            city.tell(at(i), raise(i, i == 12 ? 1 : 3, at(i)));
        }
        pass(30);
        assertThat(load().flood()).isEqualTo(city.parents().get(0).id());
        assertThat(load().parts()).isEqualTo(11);
        assertThat(load().active()).as("the parent is not one more").isEqualTo(12);
        assertThat(load().mostPerTenMinutes()).isEqualTo(12);
        assertThat(load().floodPercent()).isEqualTo(100);

        pass(1_300);
        assertThat(load().flood()).isNull();
        assertThat(load().parts()).isZero();
        assertThat(load().floodPercent()).isEqualTo(33.3);
    }

    @Test
    void theBusiestSourcesComeFirst() throws Exception {
        for (int i = 0; i < 30; i++) {
            long t = at(i * 700L);
            int site = i % 3 == 0 ? 99 : i;
            var raise = raise(site, 3, t);
            city.tell(t, raise);
            city.tell(t + 1_000, clear(site, t + 1_000));
            city.tell(t + 2_000, act(id(raise), AlertAction.ACKNOWLEDGE));
            city.tell(t + 3_000, act(id(raise), AlertAction.CLOSE));
        }
        pass(30 * 700L);

        assertThat(load().lastDay()).isEqualTo(30);
        assertThat(load().topSources()).hasSize(10);
        assertThat(load().topSources().get(0))
                .isEqualTo(new TopSource("D-99", "高温 99", Storm.HERE + "/S-99", 10, 33.3));
    }

    @Test
    void aSeatThatIsGoneLeavesNoItemNoStateAndNoTimer() throws Exception {
        city.tell(at(1), raise(1, 3, at(1)));
        city.announce(
                Judging.version(
                        2,
                        Instant.ofEpochMilli(at(30)),
                        "{'flood':{'seats':[{'id':'new','name':'新','place':''}],'windowS':600,"
                                + "'enterAbove':10,'leaveBelow':5,'leaveAfterS':600,'firstOut':9}}"));
        pass(60);

        var ends = city.shown.stream().filter(change -> change.gone()).toList();
        assertThat(ends).hasSize(1);
        LiveWrite write = LiveWrites.of(ends.get(0));
        assertThat(write.topic()).isEqualTo("indicators");
        assertThat(write.id()).isEqualTo("load/all");
        assertThat(write.item()).isEmpty();
        assertThat(write.forget()).isTrue();
        assertThat(load().id()).as("its alerts are another seat's now").isEqualTo("load/new");
        assertThat(load().active()).isEqualTo(1);
        assertThat(load().lastTenMinutes()).as("and not new").isZero();
        int ofOne = city.leftOfLoads();
        assertThat(ofOne).isEqualTo(3); // Its memory, the time of its timer, and the timer.
    }

    private void pass(long seconds) throws Exception {
        city.passTo(at(seconds));
    }

    private static long at(long seconds) {
        return START + seconds * 1_000;
    }

    private AlarmLoad load() {
        return city.load().load();
    }
}
