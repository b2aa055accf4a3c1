package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketStep;
import org.citywall.launcher.embedded.EmbeddedFlink;
import org.junit.jupiter.api.Test;

/** The job of the tickets is away while promises run out: each timer fires once all the same. */
class TicketRestartIT {
    /** Name of the job on Flink. */
    private static final String JOB = "tickets";

    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final Duration COMPLETE = Duration.ofHours(24);
    private static final int CASES = 12;

    private static final int[] SHARES = {50, 80, 100};

    /** The first are due before it is cancelled, the last after it is back. */
    private static final Duration APART = Duration.ofMillis(1_500);

    @Test
    void everyTimerFiresExactlyOnce() throws Exception {
        TicketDesk hotline = TicketDesk.register("acceptance-restart");
        Instant now = Clock.systemUTC().instant();
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= CASES; i++) {
            String number = "R-%d-%d".formatted(now.toEpochMilli(), i);
            // A third of them is half through, a third at 80 %, a third overdue: soon, one by one.
            Duration age = COMPLETE.multipliedBy(SHARES[i % SHARES.length]).dividedBy(100);
            Instant began = now.minus(age).plus(APART.multipliedBy(i));
            hotline.event(number, "created", began).put("title", "超期在即");
            hotline.event(number, "classified", began.plusMillis(1)).put("class", "longhua");
            numbers.add(number);
        }
        hotline.send();
        Map<String, String> cases = new HashMap<>();
        numbers.forEach(n -> cases.put(n, hotline.ticket(n).path("id").asText()));
        await().atMost(HEALED).until(() -> fired(cases.get(numbers.get(0))).size() == 1);

        EmbeddedFlink flink = SharedCity.get().flink();
        flink.cancel(JOB);
        Thread.sleep(APART.multipliedBy(3).toMillis());
        flink.resume(JOB);
        flink.awaitRunning(JOB, HEALED);

        for (String caseId : cases.values()) {
            await().atMost(HEALED).until(() -> !fired(caseId).isEmpty());
        }
        for (String caseId : cases.values()) {
            assertThat(fired(caseId)).as(caseId).hasSize(1);
        }
        assertThat(cases.values().stream().filter(id -> fired(id).contains("clock-missed")))
                .hasSize(CASES / SHARES.length);
        assertThat(timerIds(now, new HashSet<>(cases.values()))).hasSize(CASES);
    }

    /** What timers said of the case. */
    private static List<String> fired(String caseId) {
        return SharedCity.officer()
                .get("api/v1/tickets/" + caseId + "/timeline?limit=100")
                .body()
                .path("items")
                .findValuesAsText("action")
                .stream()
                .filter(action -> action.equals("clock-warned") || action.equals("clock-missed"))
                .toList();
    }

    /** Ids of lines of timers on the log, which may hold one of them again after a restart. */
    private static Set<String> timerIds(Instant since, Set<String> cases) {
        return KafkaLog.read(
                        SharedCity.get().kafkaBootstrapServers(),
                        Topics.TICKET_CHANGES,
                        since,
                        EventTypes.TICKET_CHANGE,
                        TicketChange.class)
                .stream()
                .filter(change -> cases.contains(change.ticket().id()))
                .flatMap(TicketRestartIT::timers)
                .map(TicketStep::id)
                .collect(Collectors.toSet());
    }

    private static Stream<TicketStep> timers(TicketChange change) {
        return change.steps().stream()
                .filter(
                        step ->
                                step.action().equals("clock-warned")
                                        || step.action().equals("clock-missed"));
    }
}
