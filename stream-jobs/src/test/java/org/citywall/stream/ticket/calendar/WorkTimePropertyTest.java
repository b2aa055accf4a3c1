package org.citywall.stream.ticket.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.citywall.contracts.ticket.ClockKind;

class WorkTimePropertyTest {
    private static final long DAY = 86_400_000;
    private final WorkTime time = new WorkTime(Calendars.AUTUMN);

    @Provide
    Arbitrary<Long> moments() {
        long first = Calendars.at("2026-09-14T00:00").toEpochMilli();
        return Arbitraries.longs().between(first, first + 35 * DAY);
    }

    @Provide
    Arbitrary<long[]> pauses() {
        return moments()
                .array(Long[].class)
                .ofMaxSize(6)
                .map(
                        ends -> {
                            long[] pauses = Pauses.NONE;
                            for (int i = 0; i + 1 < ends.length; i += 2) {
                                pauses = Pauses.with(pauses, ends[i], ends[i + 1]);
                            }
                            return pauses;
                        });
    }

    @Property
    void deadlinesAreMonotoneInStartAndAmount(
            @ForAll("moments") long one,
            @ForAll("moments") long other,
            @ForAll ClockKind kind,
            @ForAll @IntRange(min = 1, max = 12) int amount,
            @ForAll("pauses") long[] pauses) {
        long ownMs = time.amountMs(kind, amount);
        long early = time.dueMs(Math.min(one, other), kind, ownMs, pauses);
        long late = time.dueMs(Math.max(one, other), kind, ownMs, pauses);

        assertThat(early).isLessThanOrEqualTo(late).isGreaterThan(Math.min(one, other));
        assertThat(time.dueMs(one, kind, time.amountMs(kind, amount + 1), pauses))
                .isGreaterThan(time.dueMs(one, kind, ownMs, pauses));
    }

    @Property
    void pausingNeverShortens(
            @ForAll("moments") long start,
            @ForAll ClockKind kind,
            @ForAll @IntRange(min = 1, max = 12) int amount,
            @ForAll("pauses") long[] pauses,
            @ForAll("moments") long from,
            @ForAll("moments") long to) {
        long ownMs = time.amountMs(kind, amount);

        assertThat(time.dueMs(start, kind, ownMs, Pauses.with(pauses, from, to)))
                .isGreaterThanOrEqualTo(time.dueMs(start, kind, ownMs, pauses));
    }

    @Property
    void dueAndSpentAgree(
            @ForAll("moments") long start,
            @ForAll ClockKind kind,
            @ForAll @IntRange(min = 1, max = 600) int amount,
            @ForAll("pauses") long[] pauses) {
        long ownMs =
                kind == ClockKind.WORKING_DAYS ? amount * 60_000L : time.amountMs(kind, amount);
        long moment = time.momentMs(start, kind, ownMs, pauses);

        assertThat(time.spentMs(start, moment, kind, pauses)).isEqualTo(ownMs);
        assertThat(time.spentMs(start, moment - 1, kind, pauses)).isEqualTo(ownMs - 1);
        assertThat(time.spentMs(start, time.dueMs(start, kind, ownMs, pauses), kind, pauses))
                .isGreaterThanOrEqualTo(ownMs);
    }
}
