package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.citywall.gateway.notify.Pacing.Next;
import org.citywall.gateway.notify.Pacing.Use;

/** A red and another lane that share an address, on a clock of their own. */
class PacingPropertyTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration TRY = Duration.ofSeconds(5);

    /** Of every message, for either lane. */
    private static final int MOST_PAGES = 18;

    @Provide
    Arbitrary<List<Pace>> paces() {
        return Arbitraries.of(
                List.of(Pace.perMinute(20)),
                List.of(Pace.perMinute(30)),
                List.of(Pace.perMinute(2)),
                List.of(Pace.perMinute(100), Pace.perSecond(5)));
    }

    /** What was sent, as the other side sees it. */
    private record Sent(Instant left, Instant arrived, boolean isRed, List<Integer> pages) {
        /** A try under way counts as if it took as long as it may. */
        Use use(Instant now) {
            boolean isUnderWay = arrived.isAfter(now);
            return new Use(left, isUnderWay ? left.plus(TRY) : arrived, isRed);
        }
    }

    /** One after the other, each as the rule says. */
    private static final class Lanes {
        final List<Sent> sent = new ArrayList<>();
        private final List<Pace> paces;
        private final Random random;
        private final List<Deque<Integer>> waiting =
                List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final Instant[] freeAt = {FIRST, FIRST};

        Lanes(List<Pace> paces, long seed) {
            this.paces = paces;
            this.random = new Random(seed);
        }

        /** Sends what may go; the next moment at which something may change. */
        Instant run(Instant now) {
            Instant next = now.plusSeconds(3_600);
            for (int lane = 0; lane < 2; lane++) {
                while (!waiting.get(lane).isEmpty()) {
                    Instant at = freeAt[lane].isAfter(now) ? freeAt[lane] : step(lane, now);
                    if (at.isAfter(now)) {
                        next = at.isBefore(next) ? at : next;
                        break;
                    }
                }
            }
            return next;
        }

        private Instant step(int lane, Instant now) {
            boolean isRed = lane == 0;
            List<Use> uses = sent.stream().map(each -> each.use(now)).toList();
            Deque<Integer> line = waiting.get(lane);
            Pacing pacing = Pacing.of(paces, uses, Instant.MIN, isRed, line.size(), now);
            if (pacing.next() == Next.NOTHING) {
                return pacing.at();
            }
            int most = pacing.next() == Next.ALONE ? 1 : MOST_PAGES;
            List<Integer> pages = new ArrayList<>();
            while (pages.size() < most && !line.isEmpty()) {
                pages.add(line.remove());
            }
            freeAt[lane] = now.plusMillis(random.nextInt(4_000));
            sent.add(new Sent(now, freeAt[lane], isRed, pages));
            return now;
        }
    }

    @Property(tries = 300)
    void noWindowHoldsMoreThanThePaceNothingIsLostAndTheOrderStays(
            @ForAll("paces") List<Pace> paces,
            @ForAll @IntRange(min = 1, max = 400) int pages,
            @ForAll @IntRange(min = 0, max = 600) int seconds,
            @ForAll long seed) {
        Random random = new Random(seed);
        Lanes lanes = new Lanes(paces, seed);
        List<Instant> arrivals =
                IntStream.range(0, pages)
                        .mapToObj(i -> FIRST.plusMillis(random.nextInt(1_000 * seconds + 1)))
                        .sorted()
                        .toList();
        List<List<Integer>> told = List.of(new ArrayList<>(), new ArrayList<>());
        Instant now = FIRST;
        int next = 0;
        while (next < pages || lanes.waiting.stream().anyMatch(line -> !line.isEmpty())) {
            while (next < pages && !arrivals.get(next).isAfter(now)) {
                int lane = random.nextInt(3) == 0 ? 0 : 1;
                told.get(lane).add(next);
                lanes.waiting.get(lane).add(next++);
            }
            Instant then = lanes.run(now);
            now = next < pages && arrivals.get(next).isBefore(then) ? arrivals.get(next) : then;
            assertThat(now).as("it ends").isBefore(FIRST.plus(Duration.ofHours(2)));
        }

        for (int lane = 0; lane < 2; lane++) {
            boolean isRed = lane == 0;
            assertThat(
                            lanes.sent.stream()
                                    .filter(each -> each.isRed() == isRed)
                                    .flatMap(each -> each.pages().stream()))
                    .containsExactlyElementsOf(told.get(lane));
        }
        for (Pace pace : paces) {
            for (Sent end : lanes.sent) {
                assertThat(within(lanes.sent, end.arrived(), pace))
                        .as("in the %s before %s", pace, end.arrived())
                        .isLessThanOrEqualTo(pace.most());
            }
        }
    }

    private static long within(List<Sent> sent, Instant end, Pace pace) {
        Instant begin = end.minus(pace.per());
        return sent.stream()
                .filter(s -> s.arrived().isAfter(begin) && !s.arrived().isAfter(end))
                .count();
    }

    @Property(tries = 200)
    void theFirstRedForAWindowGoesAtOnceHoweverMuchElseIsSent(
            @ForAll("paces") List<Pace> paces,
            @ForAll @IntRange(min = 0, max = 300_000) int afterMs,
            @ForAll long seed) {
        Lanes lanes = new Lanes(paces, seed);
        Instant red = FIRST.plusMillis(afterMs);
        IntStream.range(0, 3_000).forEach(lanes.waiting.get(1)::add);
        Instant now = FIRST;
        while (now.isBefore(red)) {
            Instant then = lanes.run(now);
            now = then.isBefore(red) ? then : red;
        }
        lanes.waiting.get(0).add(-1);
        lanes.run(red);
        assertThat(lanes.sent)
                .filteredOn(Sent::isRed)
                .singleElement()
                .satisfies(sent -> assertThat(sent.left()).isEqualTo(red));
    }
}
