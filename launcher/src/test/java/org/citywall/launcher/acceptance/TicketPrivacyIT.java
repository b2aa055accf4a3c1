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
    private static final String PLATE = "粤B·07323";
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
                    "07323",
                    HOME,
                    SECRET_WORDS,
                    "15400007324");

    @Test
    void nothingThatNamesAPersonIsHeardAnywhere() {
        TicketDesk hotline = TicketDesk.register("acceptance-privacy");
        Instant began = Clock.systemUTC().instant().minus(Duration.ofHours(25));
        String number = "P-" + began.toEpochMilli();
        try (Overheard overheard = new Overheard(SharedCity.get(), SharedCity.officer().token())) {
            // Overdue at once, so that there are alerts, warnings, orders and lines of boards too.
            filled(hotline.event(number, "created", began));
            hotline.event(number, "classified", began.plusSeconds(1)).put("class", "longhua");
            hotline.event(number, "dispatched", began.plusSeconds(2))
                    .put("reason", "联系人：" + NAME + "，电话" + PHONE)
                    .putArray("departments")
                    .add("环卫所");
            hotline.event(number, "progress", began.plusSeconds(3))
                    .put("reason", "已到3栋" + HOME + "，车牌" + PLATE);
            filled(hotline.event(number + "-s", "created", began))
                    .put("secret", true)
                    .put("text", SECRET_WORDS)
                    .put("title", SECRET_WORDS);
            hotline.send();
            unknown(number + "-u");
            JsonNode ticket = hotline.ticket(number);
            await().atMost(SharedCity.SOON)
                    .until(
                            () ->
                                    hotline.ticket(number)
                                            .path("flags")
                                            .toString()
                                            .contains("overdue"));
            await().atMost(SharedCity.SOON).until(() -> hotline.ticket(number + "-s").has("id"));
            Answer command =
                    TicketDesk.command(
                            ticket.path("id").asText(),
                            Json.mapper()
                                    .createObjectNode()
                                    .put("action", "progress")
                                    .put("reason", "回访" + PHONE));
            assertThat(command.status()).as("%s", command.body()).isEqualTo(200);
            await().atMost(SharedCity.SOON)
                    .until(() -> overheard.all().get("frames").contains("\"topic\":\"tickets\""));

            Map<String, String> all = overheard.all();
            assertThat(all.get("Kafka"))
                    .as("what was said is there, in another form")
                    .contains(Topics.TICKET_SEALED, number, "154****7321");
            assertThat(all.get("Redis")).contains("tickets");
            assertThat(all.get("frames")).contains(number);
            all.forEach(
                    (where, heard) ->
                            assertThat(FORBIDDEN.stream().filter(heard::contains))
                                    .as(where)
                                    .isEmpty());
        }
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
