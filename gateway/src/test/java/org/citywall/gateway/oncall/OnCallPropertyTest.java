package org.citywall.gateway.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.oncall.Rotas.at;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OnCallPropertyTest {
    private static final Instant FIRST = Instant.parse("2026-10-20T00:00:00Z");
    private static final int MINUTES = 14 * 24 * 60;

    private static final Roster ROSTER =
            Rotas.roster(
                    List.of(
                            new Person("li", "李", "chen", at("2026-10-27T13:00"), List.of()),
                            new Person(
                                    "zhao",
                                    "赵",
                                    null,
                                    null,
                                    List.of(
                                            new Absence(
                                                    at("2026-10-24T03:00"),
                                                    at("2026-10-26T03:30"),
                                                    "病假")))),
                    List.of(new Team("一组", List.of("zhao", "wang"))));

    private static Arbitrary<Instant> moments() {
        return Arbitraries.integers()
                .between(0, MINUTES)
                .map(minutes -> FIRST.plusSeconds(60L * minutes));
    }

    private static Arbitrary<List<String>> turns() {
        return Arbitraries.of("li", "wang", "zhao", "一组").list().ofMaxSize(2);
    }

    private static Arbitrary<LocalTime> times() {
        return Arbitraries.integers()
                .between(0, 24 * 4 - 1)
                .map(quarter -> LocalTime.of(quarter / 4, quarter % 4 * 15));
    }

    private static Arbitrary<Layer> layers() {
        Arbitrary<LocalDate> starts =
                Arbitraries.integers().between(0, 10).map(LocalDate.parse("2026-10-15")::plusDays);
        Arbitrary<Set<DayOfWeek>> weekdays = Arbitraries.of(DayOfWeek.class).set().ofMinSize(3);
        return Combinators.combine(
                        starts,
                        times(),
                        Arbitraries.integers().between(1, 8),
                        turns().list().ofMaxSize(3),
                        Combinators.combine(times(), times()).as(Hours::new).injectNull(0.4),
                        weekdays,
                        Arbitraries.of(DayKind.class),
                        Arbitraries.integers().between(0, 20).injectNull(0.6))
                .as(
                        (start, handOver, days, turns, hours, weekday, on, end) ->
                                new Layer(
                                        "层",
                                        start,
                                        end == null ? null : start.plusDays(end),
                                        handOver,
                                        days,
                                        turns,
                                        hours,
                                        weekday,
                                        on));
    }

    private static Arbitrary<Substitution> overrides() {
        return Combinators.combine(moments(), Arbitraries.integers().between(1, 3_000), turns())
                .as(
                        (from, minutes, people) ->
                                new Substitution(
                                        UUID.nameUUIDFromBytes(
                                                new byte[] {(byte) minutes.intValue()}),
                                        from,
                                        from.plusSeconds(60L * minutes),
                                        people,
                                        "换班",
                                        "lead",
                                        FIRST.plusSeconds(minutes % 7)));
    }

    @Provide
    Arbitrary<Rota> rotas() {
        Arbitrary<ZoneId> zones =
                Arbitraries.of("Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe")
                        .map(ZoneId::of);
        return Combinators.combine(
                        zones, layers().list().ofMaxSize(3), overrides().list().ofMaxSize(4))
                .as((zone, layers, overrides) -> new Rota("r", "r", "", zone, layers, overrides));
    }

    @Property(tries = 300)
    void aTimelineLeavesOutNoMomentAndNoneHasTwoAnswers(
            @ForAll("rotas") Rota rota,
            @ForAll @IntRange(max = MINUTES) int offset,
            @ForAll @IntRange(min = 1, max = MINUTES) int length) {
        Instant from = FIRST.plusSeconds(60L * offset);
        Instant to = from.plusSeconds(60L * length);

        List<Shift> shifts = OnCall.timeline(ROSTER, rota, from, to);

        Instant next = from;
        Answer before = null;
        for (Shift shift : shifts) {
            assertThat(shift.from()).isEqualTo(next);
            assertThat(shift.to()).isAfter(shift.from());
            assertThat(shift.answer()).isNotEqualTo(before);
            next = shift.to();
            before = shift.answer();
        }
        assertThat(next).isEqualTo(to);
    }

    @Property(tries = 300)
    void whoIsOnCallAtAMomentIsWhoTheTimelineSays(
            @ForAll("rotas") Rota rota, @ForAll @IntRange(max = 14) int step) {
        Instant to = FIRST.plusSeconds(60L * MINUTES);

        for (Shift shift : OnCall.timeline(ROSTER, rota, FIRST, to)) {
            // The ends, and moments in between that no rule knows.
            Instant last = shift.to().minusMillis(1);
            assertThat(OnCall.at(ROSTER, rota, shift.from())).isEqualTo(shift.answer());
            assertThat(OnCall.at(ROSTER, rota, last)).isEqualTo(shift.answer());
            for (Instant t = shift.from().plusSeconds(60L * step + 7);
                    t.isBefore(shift.to());
                    t = t.plusSeconds(15 * 60)) {
                assertThat(OnCall.at(ROSTER, rota, t)).isEqualTo(shift.answer());
            }
        }
    }
}
