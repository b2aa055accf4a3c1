package org.citywall.stream.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketConflict;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketDepartment;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketLink;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.TicketSpot;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.stream.ticket.calendar.Pauses;

/**
 * A memory whose every field may have any value, whether the rules would bring it so far or not.
 */
final class RandomMemory {
    private static final String[] TEXTS = {
        "",
        "respond",
        "complete",
        "longhua",
        "沙浦街道城管办",
        "云湾环卫公司",
        "a",
        "𠮷家路",
        "é",
        "x".repeat(300),
        "云"
    };

    private final Random random;
    private final long createdAt;

    RandomMemory(Random random) {
        this.random = random;
        createdAt = random.nextInt(5) == 0 ? 0 : 1_790_000_000_000L + random.nextInt();
    }

    TicketMemory memory() {
        TicketMemory m = TicketMemory.empty(TicketCase.ID);
        m.rev = random.nextBoolean() ? random.nextInt(100) : random.nextLong(1L << 53);
        m.state = one(TicketState.values());
        m.before = maybe(() -> one(TicketState.values()));
        m.flags = random.nextInt(4) == 0 ? 0 : random.nextInt(1 << 11);
        m.links = many(8, this::link);
        m.classId = maybe(this::text);
        m.category = maybe(this::text);
        m.categoryName = maybe(this::text);
        m.title = maybe(this::text);
        m.unrated = random.nextBoolean();
        m.spot =
                maybe(
                        () ->
                                new TicketSpot(
                                        maybe(this::text),
                                        maybe(this::text),
                                        maybe(this::degrees),
                                        maybe(this::degrees)));
        m.departments = many(TicketMemory.MOST_DEPARTMENTS, this::department);
        m.clocks = many(TicketMemory.MOST_CLOCKS, this::clock);
        m.tier = random.nextInt(4);
        m.returns = random.nextInt(3);
        m.adjudicated = random.nextBoolean();
        m.redos = random.nextInt(3);
        m.failedCalls = random.nextInt(3);
        m.rating = maybe(() -> random.nextInt(6));
        m.outcome = maybe(() -> one(VerifyOutcome.values()));
        m.proof = maybe(this::text);
        m.mergedInto = maybe(this::text);
        m.conflicts =
                many(
                        TicketMemory.MOST_CONFLICTS,
                        () -> new TicketConflict(instant(), text(), text(), text(), text()));
        m.createdAt = createdAt;
        m.receivedAt = time();
        m.updatedAt = time();
        m.doneAt = time();
        m.endedAt = time();
        m.rules = random.nextInt(300);
        m.replay = random.nextBoolean();
        m.pauses = random.longs(random.nextInt(3) * 2L).map(any -> pause()).toArray();
        m.resumedAt = time();
        m.causes = random.nextInt(32);
        m.supervisedAlert = random.nextBoolean();
        m.calendarMissing = random.nextBoolean();
        m.seen = random.longs(random.nextInt(20)).toArray();
        m.echoes = random.longs(random.nextInt(9)).toArray();
        m.early = random.nextInt(4) == 0 ? many(3, this::event) : new ArrayList<>();
        m.lookedAt = time();
        m.timer = time();
        return m;
    }

    private TicketLink link() {
        return new TicketLink(
                new TicketRef(text(), text()), instant(), instant(), random.nextInt(90_000));
    }

    private TicketDepartment department() {
        return new TicketDepartment(
                text(),
                random.nextBoolean(),
                one(TicketOrderKind.values()),
                random.nextInt(4),
                instant(),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant));
    }

    private ClockMemory clock() {
        ClockMemory clock = new ClockMemory();
        clock.milestone = text();
        clock.department = maybe(this::text);
        clock.kind = one(ClockKind.values());
        clock.amount = random.nextInt(20_000);
        clock.pausable = random.nextBoolean();
        clock.startedAt = time();
        clock.dueAt = time();
        clock.extendedAt = time();
        clock.until = time();
        clock.endedAt = time();
        clock.state = one(ClockState.values());
        clock.warned = random.nextInt(300);
        clock.urged = random.nextInt(25);
        clock.toldAt = time();
        clock.alerted = random.nextBoolean();
        return clock;
    }

    private TicketEvent event() {
        return new TicketEvent(
                text(),
                new TicketRef(text(), text()),
                TicketCase.ID,
                one(TicketEventKind.values()),
                maybe(this::text),
                maybe(this::text),
                maybe(
                        () ->
                                new TicketContent(
                                        text(), null, null, text(), null, null, null, null, true,
                                        false)),
                maybe(() -> new TicketSpot(null, text(), 114.25, null)),
                many(3, this::text),
                maybe(this::text),
                maybe(() -> 4),
                maybe(() -> one(VerifyOutcome.values())),
                maybe(this::instant),
                maybe(() -> new TicketRef(text(), text())),
                maybe(this::text),
                maybe(() -> one(TicketFlag.values())),
                maybe(this::text),
                maybe(this::text),
                instant(),
                instant(),
                random.nextBoolean());
    }

    private String text() {
        return one(TEXTS);
    }

    private double degrees() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextDouble(-180, 180);
            case 1 -> 22.52;
            case 2 -> random.nextInt(1_800_000_000) / 1e7;
            default -> -0.0;
        };
    }

    private Instant instant() {
        return Instant.ofEpochMilli(1_790_000_000_000L + random.nextInt());
    }

    private long time() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> createdAt;
            case 2 -> createdAt + random.nextInt(100_000);
            default -> instant().toEpochMilli();
        };
    }

    private long pause() {
        return random.nextInt(3) == 0 ? Pauses.OPEN : instant().toEpochMilli();
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private <T> T maybe(Supplier<T> of) {
        return random.nextInt(3) == 0 ? null : of.get();
    }

    private <T> List<T> many(int most, Supplier<T> of) {
        int size = random.nextBoolean() ? random.nextInt(3) : random.nextInt(most + 1);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(of.get());
        }
        return all;
    }
}
