package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.launcher.Citywall;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;

/**
 * Something of everything, in a city of a test alone: alerts of several domains and levels in which
 * people have acted, slopes, chargers, tickets, accounts, who is on call, rules.
 */
final class LivingCity {
    private static final String EVENTS = "application/cloudevents-batch+json";
    private static final String SITE = "C-001";

    private final Citywall city;
    private final ApiClient admin;
    private final ApiClient device;
    private final Instant now = Clock.systemUTC().instant();

    LivingCity(Citywall city, ApiClient admin) {
        this.city = city;
        this.admin = admin;
        this.device = admin.withToken(SharedCity.DEVICE_TOKEN);
    }

    String confirmedFire() {
        return city.buttons().get(0);
    }

    String dispatchedFire() {
        return city.buttons().get(400);
    }

    String newFire() {
        return city.buttons().get(800);
    }

    String brokenDevice() {
        return city.buttons().get(1_200);
    }

    String hotCharger() {
        return city.chargers().entrySet().stream()
                .filter(one -> one.getValue().equals(SITE))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Lets it all happen; returns when people have done their part. */
    void live() {
        people();
        send(signal(confirmedFire(), "press"), signal(dispatchedFire(), "press"));
        send(signal(newFire(), "press"), signal(brokenDevice(), "fault"));
        send(charger(95), reading());
        send(charger(96), call("created"), call("classified"));

        String confirmed = alert(confirmedFire());
        command(confirmed, "acknowledge", Map.of());
        command(confirmed, "verify", Map.of("result", "confirmed"));
        command(confirmed, "comment", Map.of("reason", "值班员已到一楼大厅"));
        String dispatched = alert(dispatchedFire());
        command(dispatched, "acknowledge", Map.of());
        command(dispatched, "dispatch", Map.of("to", "officer", "reason", "请携带灭火器"));
        command(alert(hotCharger()), "acknowledge", Map.of());
        String broken = alert(brokenDevice());
        command(broken, "shelve", Map.of("reason", "电工在场", "untilMs", 7_200_000));
    }

    private void people() {
        ok(
                admin.put(
                        "api/v1/registry/accounts/restored",
                        "{\"displayName\":\"复原员\",\"role\":\"officer\",\"password\":\"%s\"}"
                                .formatted(SharedCity.OFFICER_PASSWORD)));
        ok(admin.put("api/v1/oncall/people/officer", "{\"label\":\"陈值班\"}"));
        ok(
                admin.put(
                        "api/v1/oncall/rotas/harbour",
                        """
                        {"post":"值班长","zone":"Asia/Shanghai","layers":[{"name":"日班","start":"%s",\
                        "handOver":"08:00","turns":[["officer"]]}]}"""
                                .formatted(now.toString().substring(0, 10))));
        JsonNode rules = admin.get("api/v1/rules/alerts").body();
        ObjectNode next = Json.mapper().createObjectNode();
        next.put("expectedVersion", rules.path("version").asInt()).put("comment", "复原验收");
        for (String part :
                List.of("groups", "inhibitions", "delays", "chatter", "flood", "escalations")) {
            next.set(part, rules.path(part));
        }
        next.put("staleAfterS", rules.path("staleAfterS").asInt() + 60);
        ok(admin.put("api/v1/rules/alerts", Json.string(next)));
        ok(
                admin.put(
                        "api/v1/ticket-sources/restored",
                        "{\"title\":\"验收\",\"protocol\":\"events\",\"enabled\":true}"));
    }

    /** The open alert that the device has a part in. */
    String alert(String deviceId) {
        return await().atMost(SharedCity.SOON).until(() -> find(deviceId), id -> !id.isEmpty());
    }

    private String find(String deviceId) {
        for (JsonNode alert : admin.get("api/v1/alerts?limit=500").body().path("items")) {
            if (Alerts.hasSource(alert, deviceId)) {
                return alert.path("id").asText();
            }
        }
        return "";
    }

    void command(String alertId, String action, Map<String, Object> fields) {
        ObjectNode body = Json.mapper().valueToTree(fields);
        body.put("commandId", UUID.randomUUID().toString()).put("action", action);
        ok(admin.post("api/v1/alerts/" + alertId + "/commands", Json.string(body)));
    }

    /** What the record says of people, rules, tickets, pages and each alert with its story. */
    List<JsonNode> record() {
        List<JsonNode> record = new ArrayList<>();
        for (String path :
                List.of(
                        "registry/accounts",
                        "oncall/people",
                        "oncall/rotas",
                        "oncall/rotas/harbour",
                        "rules/alerts",
                        "rules/alerts/versions",
                        "rules/tickets",
                        "ticket-sources",
                        "tickets?limit=100",
                        "notifications?limit=100",
                        "alerts?limit=500")) {
            record.add(read(path));
        }
        // How a source was heard is counted by gateways, and written each minute: it has no log.
        record.forEach(
                part ->
                        part.path("items")
                                .findParents("health")
                                .forEach(source -> ((ObjectNode) source).remove("health")));
        for (JsonNode alert : read("alerts?limit=500").path("items")) {
            record.add(read("alerts/" + alert.path("id").asText()));
        }
        return record;
    }

    private JsonNode read(String path) {
        return ok(admin.get("api/v1/" + path)).body();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 202);
        return answer;
    }

    private void send(ObjectNode... events) {
        ArrayNode batch = Json.mapper().createArrayNode();
        batch.addAll(List.of(events));
        ok(device.post("api/v1/events", EVENTS, Json.string(batch)));
    }

    private static ObjectNode event(String type) {
        return Json.mapper()
                .createObjectNode()
                .put("specversion", "1.0")
                .put("type", "citywall." + type + ".v1")
                .put("source", "urn:citywall:living")
                .put("id", UUID.randomUUID().toString());
    }

    private static ObjectNode signal(String deviceId, String signal) {
        ObjectNode event = event("fire.signal");
        event.putObject("data").put("deviceId", deviceId).put("signal", signal);
        return event;
    }

    private ObjectNode charger(int celsius) {
        ObjectNode event = event("charger.reading");
        event.putObject("data")
                .put("stationId", hotCharger())
                .put("port", 1)
                .put("deviceTime", Clock.systemUTC().instant().toString())
                .put("state", "charging")
                .put("powerW", 180)
                .put("portTempC", celsius);
        return event;
    }

    private ObjectNode reading() {
        ObjectNode event = event("slope.reading");
        event.putObject("data")
                .put("stationId", "SL-001-02")
                .put("instrument", "crack")
                .put("channel", "L1_LF_1")
                .put("deviceTime", now.toString())
                .putObject("values")
                .put("value", 12.5);
        return event;
    }

    private ObjectNode call(String what) {
        ObjectNode event = event("ticket.event");
        ObjectNode data = event.putObject("data");
        data.put("system", "restored").put("ticketId", "L-1").put("event", what);
        data.put("occurredAt", Json.time(now));
        if (what.equals("created")) {
            data.put("place", city.buildings().get(700)).put("title", "垃圾堆在路边");
        } else {
            data.put("class", "longhua");
        }
        return event;
    }
}
