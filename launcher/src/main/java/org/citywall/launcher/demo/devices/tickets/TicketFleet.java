package org.citywall.launcher.demo.devices.tickets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Nullable;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.demo.devices.FleetOptions;
import org.citywall.launcher.demo.devices.HttpLink;
import org.citywall.launcher.demo.plan.Dice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated ticket systems and departments on real sockets. At the first start the cases of the
 * days before arrive with the times at which things happened; then new ones come about each gap.
 * Stories that are under way are kept in a file, so that the next start tells them to their end.
 */
public final class TicketFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TicketFleet.class);
    private static final long TICK_MS = 500;
    private static final long AGAIN_S = 10;
    private static final int STEPS_AT_ONCE = 20;
    private static final int STORIES_AT_ONCE = 8;

    private final Clock clock;
    private final TicketOptions options;
    private final Author author;
    private final StoryBook book;
    private final HttpLink link;
    private final Map<Voice, Telling> tellings = new EnumMap<>(Voice.class);
    private final DepartmentServer departments;
    private final Dice dice;
    private final Map<String, OpenStory> open = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread made = new Thread(task, "demo-tickets");
                        made.setDaemon(true);
                        return made;
                    });
    private int cases;
    private Instant nextCase = Instant.MAX;
    private boolean changed;
    private long told;
    private long refused;

    /** A fleet that says nothing yet; its departments listen. */
    public TicketFleet(
            FleetOptions fleet, TicketOptions options, List<Doorstep> doors, Clock clock) {
        this.clock = clock;
        this.options = options;
        this.author = new Author(doors, options.seed());
        this.book = new StoryBook(options.kept());
        this.link = new HttpLink(fleet);
        this.dice = Dice.of(options.seed() ^ clock.millis(), "gaps of tickets");
        tellings.put(Voice.HOTLINE, new HotlineEvents(link));
        tellings.put(
                Voice.PROPERTY,
                new PropertyMessages(link, fleet.httpBase(), options.hookSecret(), clock));
        tellings.put(Voice.PUBLIC, new PublicReports(link, fleet));
        departments = new DepartmentServer(options.orderSecret(), clock, this::ordered);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins in the background: first the systems and departments become known. */
    public void start(ApiClient admin) {
        thread.execute(() -> begin(new TicketRegistration(admin)));
    }

    private void begin(TicketRegistration registration) {
        try {
            registration.register(options.hookSecret(), options.orderSecret(), departments);
        } catch (RuntimeException e) {
            if (thread.isShutdown()) {
                return;
            }
            LOG.warn("tickets wait: their systems are not registered yet: {}", e.getMessage());
            var unused = thread.schedule(() -> begin(registration), AGAIN_S, TimeUnit.SECONDS);
            return;
        }
        try {
            open();
        } catch (RuntimeException e) {
            // Nobody looks at what becomes of a task.
            LOG.error("there will be no simulated tickets", e);
            return;
        }
        var unused = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void open() {
        StoryBook.Page kept = book.read();
        if (kept == null) {
            backlog();
        } else {
            cases = kept.cases();
            nextCase = firstCase(kept.nextCase());
            kept.open().forEach(each -> open.put(each.story().number(), each));
        }
    }

    private void backlog() {
        for (Instant began : author.backlog(options.backlog(), options.before(), clock.instant())) {
            begin(began, true);
        }
        nextCase = firstCase(null);
    }

    /** When the next case begins after a start; null: no start before this one knew. */
    private Instant firstCase(@Nullable Instant kept) {
        if (options.gap().isZero()) {
            return Instant.MAX;
        }
        return kept == null ? clock.instant() : kept;
    }

    private void begin(Instant at, boolean past) {
        for (Story story : author.stories(++cases, at, past)) {
            open.put(story.number(), OpenStory.begin(story));
        }
        changed = true;
    }

    private void tick() {
        try {
            Instant now = clock.instant();
            if (!now.isBefore(nextCase)) {
                begin(now, false);
                nextCase =
                        now.plus(
                                Duration.ofMillis(
                                        (long)
                                                dice.exponential(
                                                        (double) options.gap().toMillis())));
            }
            for (OpenStory each : List.copyOf(open.values())) {
                if (underWay.size() < STORIES_AT_ONCE
                        && !underWay.contains(each.story().number())) {
                    tell(each, now);
                }
            }
            if (changed) {
                changed = false;
                book.write(new StoryBook.Page(cases, kept(), List.copyOf(open.values())));
            }
        } catch (RuntimeException e) {
            // A throwing task would silently never be scheduled again.
            LOG.error("the ticket systems failed once", e);
        }
    }

    private @Nullable Instant kept() {
        return nextCase.equals(Instant.MAX) ? null : nextCase;
    }

    private void tell(OpenStory each, Instant now) {
        List<OpenStory.Told> due = each.due(now, STEPS_AT_ONCE);
        if (due.isEmpty()) {
            return;
        }
        String number = each.story().number();
        underWay.add(number);
        var unused =
                tellings.get(each.story().voice())
                        .tell(each.story(), due)
                        .whenComplete((done, failure) -> later(() -> after(number, due, failure)));
    }

    /** What is refused for good is not told again. */
    private void after(String number, List<OpenStory.Told> due, Throwable failure) {
        underWay.remove(number);
        if (thread.isShutdown()) {
            return;
        }
        if (failure == null) {
            told += due.size();
        } else {
            refused += due.size();
            LOG.warn("steps of {} were refused: {}", number, status(failure));
        }
        OpenStory now = open.get(number);
        OpenStory next = now.told(due);
        if (next.isOver()) {
            open.remove(number);
        } else {
            open.put(number, next);
        }
        changed = true;
    }

    /** The first word alone: the gateway's answer may quote what people said. */
    private static String status(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String words = cause.getMessage() == null ? "" : cause.getMessage();
        return words.matches("(?s)[0-9]{3} .*")
                ? words.substring(0, 3)
                : cause.getClass().getName();
    }

    private void ordered(DepartmentServer.Order order) {
        later(
                () -> {
                    OpenStory story = open.get(order.number());
                    if (story != null && story.story().voice().system().equals(order.system())) {
                        open.put(
                                order.number(),
                                story.ordered(order.department().words(), order.at()));
                        changed = true;
                    }
                });
    }

    private void later(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    /** Stories that are under way, as of now. */
    public int openCount() throws InterruptedException {
        return ask(open::size);
    }

    /** Steps that the gateway has taken so far. */
    public long toldCount() throws InterruptedException {
        return ask(() -> told);
    }

    /** Steps that it refused. */
    public long refusedCount() throws InterruptedException {
        return ask(() -> refused);
    }

    private <T> T ask(java.util.concurrent.Callable<T> question) throws InterruptedException {
        try {
            return thread.submit(question).get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says nothing more; what was told and not noted is told again, under the same ids. */
    @Override
    public void close() {
        thread.shutdownNow();
        link.close();
        departments.close();
    }
}
