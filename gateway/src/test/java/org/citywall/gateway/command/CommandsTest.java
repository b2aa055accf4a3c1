package org.citywall.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertOrderState;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.EvacuationCounts;
import org.citywall.contracts.alert.MoveCounts;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.FakeLog;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class CommandsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ALERT = Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d1");
    private static final Principal OFFICER = new Principal("li", "李", Role.OFFICER, "");

    private final Vertx vertx = Vertx.vertx();
    private final FakeLog log = new FakeLog();
    private final Commands commands =
            new Commands(
                    vertx,
                    Clock.systemUTC(),
                    log,
                    "g1",
                    Duration.ofSeconds(1),
                    new SimpleMeterRegistry());

    @AfterEach
    void close() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void commandIsWrittenUnderTheKeyOfItsGroup() {
        AlertCommand command = command("acknowledge");
        commands.run(command);

        EventLog.Entry entry = log.entries().get(0);
        assertThat(entry.topic()).isEqualTo(Topics.ALERT_INPUTS);
        assertThat(entry.key()).isEqualTo(Ids.groupHash("fire/alarm/B-1"));
        assertThat(Json.read(entry.value(), AlertInput.class).command()).isEqualTo(command);
    }

    @Test
    void answerReachesTheOneThatWaits() throws Exception {
        AlertCommand command = command("acknowledge");
        Future<CommandResult> answer = commands.run(command);
        commands.answered(result("somebody-else", true, "ok"));
        commands.answered(result(command.commandId(), true, "ok"));

        assertThat(answer.await(2, TimeUnit.SECONDS).rev()).isEqualTo(42);
    }

    @Test
    void doubleClickIsWrittenOnceAndAnsweredTwice() throws Exception {
        AlertCommand command = command("acknowledge");
        Future<CommandResult> first = commands.run(command);
        Future<CommandResult> second = commands.run(command);
        commands.answered(result(command.commandId(), true, "ok"));

        assertThat(first.await(2, TimeUnit.SECONDS)).isEqualTo(second.await(2, TimeUnit.SECONDS));
        assertThat(log.entries()).hasSize(1);
    }

    @Test
    void silenceOfTheJobIsA504ThatSaysTheCommandMayStillTakeEffect() {
        Future<CommandResult> answer = commands.run(command("acknowledge"));

        assertThatThrownBy(() -> answer.await(2, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem().status()).isEqualTo(504);
                            assertThat(refusal.problem().detail()).contains("may still");
                        });
    }

    @Test
    void brokenLogIsA503() {
        log.breakDown();
        Future<CommandResult> answer = commands.run(command("acknowledge"));

        assertThatThrownBy(() -> answer.await(2, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.problem().status()).isEqualTo(503));
    }

    @ParameterizedTest
    @CsvSource({
        "unknown-alert,404,",
        "not-allowed,403,",
        "reason-required,400,/reason",
        "recipient-required,400,/to",
        "counts-required,400,/evacuation",
        "reply-required,400,/reply",
        "unknown-order,404,/orderId",
        "stale-revision,409,/expectedRevision",
        "illegal-transition,409,"
    })
    void refusalBecomesTheStatusThatSaysWhoMustAct(String code, int status, String field) {
        var problem = CommandAnswer.refused(result("c", false, code));

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).isEqualTo("王 已确认");
    }

    @ParameterizedTest
    @CsvSource({
        "commandId,\"no-uuid\"",
        "commandId,null",
        "action,\"explode\"",
        "action,3",
        "reason,7",
        "reason,\"a\\u0000\"",
        "to,\"\\ud83d\"",
        "untilMs,-1",
        "result,\"maybe\"",
        "result,true",
        "cause,\"FUMES\"",
        "cause,\"no-list\"",
        "orderId,7",
        "reply,\"maybe\"",
        "reply,\"sent\"",
        "reply,\"overdue\"",
        "expectedRevision,\"x\""
    })
    void badFieldIsNamed(String field, String value) throws Exception {
        ObjectNode body = body("acknowledge");
        body.set(field, Json.mapper().readTree(value));

        assertThatThrownBy(() -> CommandBody.read(body, ALERT, OFFICER, NOW))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> {
                            assertThat(r.problem().status()).isEqualTo(400);
                            assertThat(r.problem().field()).isEqualTo("/" + field);
                        });
    }

    @Test
    void commandCarriesWhoAsked() {
        ObjectNode body = body("dispatch").put("to", " 张 ").put("expectedRevision", 5);
        AlertCommand command = CommandBody.read(body, ALERT, OFFICER, NOW);

        assertThat(command.action()).isEqualTo(AlertAction.DISPATCH);
        assertThat(command.to()).isEqualTo("张");
        assertThat(command.expectedRevision()).isEqualTo(5);
        assertThat(command.by()).isEqualTo("li");
        assertThat(command.role()).isEqualTo(Role.OFFICER);
        assertThat(command.at()).isEqualTo(NOW);
    }

    @Test
    void replyOfADepartmentIsRead() {
        ObjectNode body = body("reply").put("orderId", "o-1").put("reply", "refused");
        AlertCommand command = CommandBody.read(body, ALERT, OFFICER, NOW);

        assertThat(command.orderId()).isEqualTo("o-1");
        assertThat(command.reply()).isEqualTo(AlertOrderState.REFUSED);
        assertRefused(body("reply").put("orderId", "o-1"), "/reply");
        assertRefused(body("reply").put("reply", "done"), "/orderId");
    }

    @Test
    void countsOfThoseMovedOutAreRead() {
        AlertCommand command =
                CommandBody.read(evacuation("12,10,1", "37,31,2"), ALERT, OFFICER, NOW);

        assertThat(command.action()).isEqualTo(AlertAction.EVACUATION);
        assertThat(command.evacuation())
                .isEqualTo(
                        new EvacuationCounts(new MoveCounts(12, 10, 1), new MoveCounts(37, 31, 2)));
    }

    @ParameterizedTest
    @CsvSource({
        "'-1,0,0','1,0,0',/evacuation/households/toMove",
        "'1.5,0,0','1,0,0',/evacuation/households/toMove",
        "'\"12\",0,0','1,0,0',/evacuation/households/toMove",
        "'12,13,0','1,0,0',/evacuation/households/moved",
        "'12,0,0','null,0,0',/evacuation/people/toMove",
        "'12,0,0','37,-1,0',/evacuation/people/moved",
        "'12,0,0','37,30,8',/evacuation/people/refused",
        "'12,0,0','37,0,4294967296',/evacuation/people/refused",
        "'12,0,0','1000001,0,0',/evacuation/people/toMove"
    })
    void aCountThatCannotBeIsNamed(String households, String people, String field) {
        assertRefused(evacuation(households, people), field);
    }

    @Test
    void countsThatAreMissingAreNamed() {
        assertRefused(body("evacuation"), "/evacuation");
        ObjectNode half = evacuation("1,0,0", "1,0,0");
        ((ObjectNode) half.get("evacuation")).remove("people");
        assertRefused(half, "/evacuation/people");
    }

    @Test
    void otherActionsCarryNoCounts() {
        ObjectNode body = evacuation("1,0,0", "1,0,0").put("action", "answer");

        assertThat(CommandBody.read(body, ALERT, OFFICER, NOW).evacuation()).isNull();
    }

    private static void assertRefused(ObjectNode body, String field) {
        assertThatThrownBy(() -> CommandBody.read(body, ALERT, OFFICER, NOW))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> {
                            assertThat(r.problem().status()).isEqualTo(400);
                            assertThat(r.problem().field()).isEqualTo(field);
                        });
    }

    private static ObjectNode evacuation(String households, String people) {
        ObjectNode body = body("evacuation");
        body.putObject("evacuation")
                .<ObjectNode>set("households", counts(households))
                .set("people", counts(people));
        return body;
    }

    /** To be moved, moved, refused, each as JSON. */
    private static JsonNode counts(String written) {
        String[] each = written.split(",");
        return Json.read(
                "{\"toMove\":%s,\"moved\":%s,\"refused\":%s}".formatted((Object[]) each),
                JsonNode.class);
    }

    private static AlertCommand command(String action) {
        JsonNode body = body(action);
        return CommandBody.read(body, ALERT, OFFICER, NOW);
    }

    private static ObjectNode body(String action) {
        return Json.mapper()
                .createObjectNode()
                .put("commandId", UUID.randomUUID().toString())
                .put("action", action);
    }

    private static CommandResult result(String commandId, boolean accepted, String code) {
        return new CommandResult(commandId, ALERT, accepted, code, "王 已确认", 42, NOW);
    }
}
