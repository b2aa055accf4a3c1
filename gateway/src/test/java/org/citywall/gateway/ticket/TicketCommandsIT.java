package org.citywall.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.testing.CaseFile;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TicketCommandsIT {
    private static final String PATH = "/api/v1/tickets/a/commands";
    private static TicketRig rig;
    private static TicketCommands commands;

    @BeforeAll
    static void start() throws Exception {
        rig = new TicketRig();
        commands =
                new TicketCommands(
                        rig.vertx,
                        rig.pool,
                        rig.log,
                        rig.clock,
                        Duration.ofMillis(700),
                        rig.meters);
        rig.serve(
                router ->
                        new TicketCommandRoutes(
                                        new Tickets(rig.pool),
                                        commands,
                                        TicketRig.mask(),
                                        rig.guard,
                                        rig.bodies,
                                        rig.clock)
                                .mount(router));
        rig.told(new CaseFile("a").told());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.sql("TRUNCATE ticket_command, audit");
        rig.log.reset();
    }

    private static String body(String id, String fields) {
        return "{'commandId':'%s',%s}".formatted(id, fields);
    }

    private static CompletableFuture<HttpResponse<String>> send(String token, String body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return rig.call("POST", PATH, token, body);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void answer(String id, boolean accepted, String reason) {
        TicketRig.await(
                commands.answered(
                        new TicketResult(id, "a", accepted, reason, TicketState.SIGNED, 7)));
    }

    private static void awaitAppended(int count) {
        await().untilAsserted(() -> assertThat(rig.log.entries()).hasSize(count));
    }

    @Test
    void aCommandIsAnEventOfTheDeskAndIsAnsweredByTheStream() throws Exception {
        String id = UUID.randomUUID().toString();

        var answer =
                send(
                        "officer",
                        body(
                                id,
                                "'action':'dispatched','departments':['城管科','执法队'],'lead':'城管科',"
                                        + "'reason':'请联系李小明 13800001111'"));
        awaitAppended(1);
        answer(id, true, "已派遣");

        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
        JsonNode result = Json.read(answer.get().body(), JsonNode.class);
        assertThat(result.path("rev").asLong()).isEqualTo(7);
        assertThat(result.path("state").asText()).isEqualTo("signed");
        EventLog.Entry entry = rig.log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.TICKET_EVENTS);
        assertThat(entry.key()).isEqualTo("a");
        TicketEvent event = Json.read(entry.value(), TicketEvent.class);
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.ref().system()).isEqualTo(TicketEvent.DESK);
        assertThat(event.kind()).isEqualTo(TicketEventKind.DISPATCHED);
        assertThat(event.departments()).containsExactly("城管科", "执法队");
        assertThat(event.reason()).isEqualTo("请联系a的来电人 138****1111");
        assertThat(event.by()).isEqualTo("officer");
        assertThat(rig.sql("SELECT who, action, key FROM audit"))
                .containsExactly("officer|dispatched|a");
        assertThat(rig.sql("SELECT event::text FROM ticket_command").get(0))
                .doesNotContain("13800001111");
        assertThat(
                        rig.meters
                                .get(MetricNames.TICKET_COMMANDS)
                                .tags("action", "dispatched", "result", "accepted")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void whatTheStreamRefusesIsAConflictWithItsReason() throws Exception {
        String id = UUID.randomUUID().toString();
        var answer = send("officer", body(id, "'action':'signed','department':'城管科'"));
        awaitAppended(1);
        answer(id, false, "未派遣给该部门");

        assertThat(answer.get().statusCode()).isEqualTo(409);
        assertThat(answer.get().body()).contains("未派遣给该部门");
    }

    @Test
    void withoutAnAnswerItMayStillTakeEffectAndTheSameIdIsTheSameCommand() throws Exception {
        String id = UUID.randomUUID().toString();
        String command = body(id, "'action':'progress','reason':'现场'");
        assertThat(send("officer", command).get().statusCode()).isEqualTo(504);
        rig.clock.advance(Duration.ofSeconds(3));

        var again = send("officer", command);
        awaitAppended(2);
        answer(id, true, "好");
        assertThat(again.get().statusCode()).isEqualTo(200);
        assertThat(send("officer", command).get().body()).isEqualTo(again.get().body());

        assertThat(rig.log.ofType(EventTypes.TICKET_EVENT, TicketEvent.class))
                .hasSize(2)
                .containsOnly(Json.read(rig.log.entries().get(0).value(), TicketEvent.class));
        assertThat(rig.sql("SELECT count(*) FROM audit")).containsExactly("1");
        assertThat(send("lead", command).get().statusCode()).isEqualTo(409);
        assertThat(send("officer", body(id, "'action':'done'")).get().statusCode()).isEqualTo(409);
    }

    @Test
    void anAnswerThatCameTooLateIsGivenToWhoAsksAgain() throws Exception {
        String id = UUID.randomUUID().toString();
        String command = body(id, "'action':'resumed'");
        assertThat(send("officer", command).get().statusCode()).isEqualTo(504);
        answer(id, true, "好");

        assertThat(send("officer", command).get().statusCode()).isEqualTo(200);
        assertThat(rig.log.entries()).hasSize(1);
    }

    @Test
    void aLogThatIsAwayIsSaidAtOnce() throws Exception {
        rig.log.failing(true);
        String id = UUID.randomUUID().toString();

        assertThat(send("officer", body(id, "'action':'done'")).get().statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "supervised",
        "released",
        "cancelled",
        "invalidated",
        "adjudicated",
        "secret",
    })
    void whatOnlyAShiftLeadDoesAnOfficerDoesNot(String action) throws Exception {
        String id = UUID.randomUUID().toString();
        String fields =
                "'action':'%s','reason':'领导批示','proof':'照片','departments':['城管科']"
                        .formatted(action);

        assertThat(send("officer", body(id, fields)).get().statusCode()).isEqualTo(403);
        assertThat(rig.log.entries()).isEmpty();
        var answer = send("lead", body(id, fields));
        awaitAppended(1);
        answer(id, true, "好");
        assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'action':'created'|/action",
                "'action':'flagged','flag':'secret','reason':'x'|/flag",
                "'action':'dispatched'|/departments",
                "'action':'dispatched','departments':[]|/departments",
                "'action':'dispatched','departments':['a','a']|/departments/1",
                "'action':'dispatched','departments':['a'],'lead':'b'|/lead",
                "'action':'extended','reason':'x'|/until",
                "'action':'extended','reason':'x','until':'2020-01-01T00:00:00Z'|/until",
                "'action':'rated','rating':6|/rating",
                "'action':'verified','outcome':'x'|/outcome",
                "'action':'linked','other':{'system':'s','number':'a/b'}|/other",
                "'action':'returned','department':'x'|/reason",
                "'action':'merged'|/into",
            })
    void whatIsWrongWithACommandIsNamed(String fields, String field) throws Exception {
        String body = body(UUID.randomUUID().toString(), fields);

        HttpResponse<String> answer = send("lead", body).get();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.read(answer.body(), JsonNode.class).path("field").asText())
                .isEqualTo(field);
        assertThat(rig.sql("SELECT count(*) FROM ticket_command")).containsExactly("0");
    }

    @Test
    void aCommandNeedsItsCaseAndItsPlace() throws Exception {
        String body = body(UUID.randomUUID().toString(), "'action':'done'");

        assertThat(send("local", body).get().statusCode()).isEqualTo(404);
        assertThat(send("viewer", body).get().statusCode()).isEqualTo(403);
        assertThat(rig.call("POST", "/api/v1/tickets/none/commands", "officer", body).statusCode())
                .isEqualTo(404);
    }
}
