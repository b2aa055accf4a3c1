package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.Topics;
import org.citywall.launcher.client.ApiClient.Answer;
import org.junit.jupiter.api.Test;

/**
 * What names a person goes into the city and comes out nowhere: not in a frame, in Redis, in a log,
 * in a metric, nor on Kafka but encrypted.
 */
class TicketPrivacyIT {
    private static final String NAME = "欧阳晓岚";
    private static final String PHONE = "15400007321";
    private static final String OTHER_PHONE = "154-0000-7322";
    private static final String ID = "990101197803057327";
    private static final String PLATE = "粤B·Q7X3K";
    private static final String HOME = "1507室";
    private static final String SECRET_WORDS = "举报隔壁单位私设暗管排污";
    private static final String UNKNOWN_WORDS = "未登记系统的来电人电话15400007324";

    private static final List<String> FORBIDDEN =
            List.of(
                    NAME,
                    PHONE,
                    OTHER_PHONE,
                    "15400007322",
                    ID,
                    PLATE,
                    "Q7X3K",
                    HOME,
                    SECRET_WORDS,
                    "15400007324");

    private static final String HOOK = "acceptance-privacy-hook";

    private static final String OPEN311 = "open311";
    private static final String AGAIN = "已回访" + NAME + "（" + PHONE + "），身份证" + ID + "，住" + HOME;

    @Test
    void nothingThatNamesAPersonIsHeardAnywhere() {
        TicketDesk hotline = TicketDesk.register("acceptance-privacy");
        TicketDesk hooked = TicketDesk.register(HOOK, "hook");
        TicketDesk open311 = TicketDesk.register(OPEN311, "open311");
        // More than a day ago: overdue at once, so there are alerts, warnings and boards too.
        Instant began = Clock.systemUTC().instant().minus(Duration.ofHours(25));
        String number = "P-" + began.toEpochMilli();
        try (Overheard overheard =
                new Overheard(SharedCity.get(), wallToken(), SharedCity.officer().token())) {
            told(hotline, number, began);
            filled(hotline.event(number + "-s", "created", began))
                    .put("secret", true)
                    .put("text", SECRET_WORDS)
                    .put("title", SECRET_WORDS);
            hotline.send();
            unknown(number + "-u");
            hook(number + "-h", began);
            String request = open311(number);
            JsonNode ticket = hotline.ticket(number);
            List<JsonNode> others = List.of(hooked.ticket(number + "-h"), open311.ticket(request));
            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    hotline.ticket(number)
                                            .path("flags")
                                            .toString()
                                            .contains("overdue"));
            await().atMost(SharedCity.SOON).until(() -> hotline.ticket(number + "-s").has("id"));
            later(open311, request);
            typed(ticket);
            others.forEach(TicketPrivacyIT::typed);
            await().atMost(SharedCity.SOON)
                    .until(() -> overheard.all().get("frames").contains("\"topic\":\"tickets\""));

            Map<String, String> all = overheard.all();
            assertThat(all.get("Kafka"))
                    .as("what was said is there, in another form")
                    .contains(Topics.TICKET_SEALED, number, "154****7321", "欧**");
            assertThat(all.get("Kafka")).as("words of the desk").contains("值班员回访欧**");
            assertThat(all.get("Redis")).contains("tickets");
            assertThat(all.get("pub/sub")).isNotEmpty();
            assertThat(all.get("frames")).contains(number);
            all.forEach(
                    (where, heard) ->
                            assertThat(FORBIDDEN.stream().filter(heard::contains))
                                    .as(where)
                                    .isEmpty());
        }
    }

    private static void told(TicketDesk hotline, String number, Instant began) {
        filled(hotline.event(number, "created", began));
        hotline.event(number, "classified", began.plusSeconds(1)).put("class", "longhua");
        hotline.event(number, "dispatched", began.plusSeconds(2))
                .put("reason", "联系人：" + NAME + "，电话" + PHONE)
                .putArray("departments")
                .add("环卫所");
        hotline.event(number, "returned", began.plusSeconds(3))
                .put("department", "环卫所")
                .put("by", NAME)
                .put("reason", "应由交警处理，" + AGAIN);
        hotline.event(number, "dispatched", began.plusSeconds(4))
                .put("reason", AGAIN)
                .putArray("departments")
                .add("交警大队");
        hotline.event(number, "progress", began.plusSeconds(5))
                .put("by", NAME)
                .put("proof", "与" + NAME + "的通话录音，" + OTHER_PHONE)
                .put("reason", "已到3栋" + HOME + "，车牌" + PLATE + "，" + AGAIN);
        hotline.event(number, "rated", began.plusSeconds(6))
                .put("rating", 2)
                .put("reason", NAME + "：来电" + PHONE + "无人接听");
    }

    /** Later words of a case that came in by Open311. */
    private static void later(TicketDesk open311, String request) {
        open311.event(request, "progress", Clock.systemUTC().instant()).put("reason", AGAIN);
        open311.send();
    }

    /** What a person types at the desk. */
    private static void typed(JsonNode ticket) {
        for (String action : List.of("dispatched", "progress", "flagged")) {
            ObjectNode body = Json.mapper().createObjectNode().put("action", action);
            body.put("reason", "值班员回访" + NAME + "，" + AGAIN).put("flag", "media");
            body.putArray("departments").add("交警大队");
            Answer answer = TicketDesk.command(ticket.path("id").asText(), body);
            assertThat(answer.status()).as("%s", answer.body()).isIn(200, 409);
        }
    }

    private static String wallToken() {
        Answer made = SharedCity.admin().post("api/v1/wall-tokens", "{\"name\":\"验收隐私\"}");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.body().path("token").asText();
    }

    /** A message of a foreign system; its form is ours, so it needs no mapping. */
    private static void hook(String number, Instant at) {
        for (String event : List.of("created", "dispatched", "progress")) {
            ObjectNode message = Json.mapper().createObjectNode();
            message.put("ticketId", number).put("event", event);
            message.put("occurredAt", Json.time(at)).put("reason", AGAIN).put("by", NAME);
            message.putArray("departments").add("交警大队");
            if (event.equals("created")) {
                filled(message);
            }
            Answer answer = SharedCity.device().post("api/v1/hooks/" + HOOK, Json.string(message));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        }
    }

    /** A report of the public; its number as a ticket. */
    private static String open311(String number) {
        ObjectNode report = Json.mapper().createObjectNode();
        report.put("service_code", "01-02").put("device_id", "privacy");
        report.put("client_request_id", number).put("last_name", NAME).put("phone", PHONE);
        report.put("description", "我是" + NAME + "，电话" + PHONE + "，身份证" + ID + "，车牌" + PLATE);
        report.put("address_string", "沙浦街道海棠路2号海棠花园3栋" + HOME);
        Answer answer = SharedCity.device().post("open311/v2/requests.json", Json.string(report));
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 201);
        return Ids.of(OPEN311, "privacy", number);
    }

    private static ObjectNode filled(ObjectNode data) {
        data.put("category", "05-02").put("categoryName", "机动车乱停");
        data.put("title", "车辆" + PLATE + "堵路，联系人：" + NAME);
        data.put(
                "text",
                "来电人：%s，电话%s或%s，身份证%s，车牌%s，住%s。"
                        .formatted(NAME, PHONE, OTHER_PHONE, ID, PLATE, "3栋" + HOME));
        data.put("place", SharedCity.get().buildings().get(701));
        data.put("address", "沙浦街道海棠路2号海棠花园3栋" + HOME);
        data.putObject("caller").put("name", NAME).put("phone", PHONE).put("idNumber", ID);
        return data;
    }

    /** A system that nobody registered: what it says waits, sealed. */
    private static void unknown(String number) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", "citywall.ticket.event.v1");
        event.put("source", "urn:test:nobody").put("id", number);
        event.putObject("data")
                .put("system", "nobody-knows-me")
                .put("ticketId", number)
                .put("event", "created")
                .put("occurredAt", Json.time(Clock.systemUTC().instant()))
                .put("text", UNKNOWN_WORDS);
        Answer answer =
                SharedCity.device()
                        .post("api/v1/events", "application/cloudevents+json", Json.string(event));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
    }
}
