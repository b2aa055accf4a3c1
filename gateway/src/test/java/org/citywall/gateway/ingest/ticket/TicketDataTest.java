package org.citywall.gateway.ingest.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.privacy.PrivacyKeys;
import org.citywall.gateway.privacy.Sealing;
import org.citywall.gateway.registry.Place;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.registry.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketDataTest {
    private static final String HEAD =
            "\"system\":\"12345\",\"ticketId\":\"T1\",\"occurredAt\":\"2026-03-01T08:00:00+08:00\"";

    private final Sealing sealing =
            new Sealing(new PrivacyKeys("a key of personal data, for tests", List.of()));

    @Test
    void readsWhatASystemTells() throws Exception {
        TicketData data =
                read(
                        "\"event\":\"dispatched\",\"departments\":[\"城管\",\"水务\",\"城管\"],\"lead\":\"水务\","
                                + "\"other\":{\"system\":\"cg\",\"ticketId\":\"9\"},\"caller\":\"13812345678\"");

        assertThat(data.ref()).isEqualTo(new TicketRef("12345", "T1"));
        assertThat(data.event()).isEqualTo(TicketEventKind.DISPATCHED);
        assertThat(data.departments()).containsExactly("城管", "水务");
        assertThat(data.other()).isEqualTo(new TicketRef("cg", "9"));
        assertThat(data.caller().phone()).isEqualTo("13812345678");
        assertThat(data.occurredAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(read("\"event\":\"verified\",\"outcome\":\"failed\"").outcome())
                .isEqualTo(VerifyOutcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"event\":\"lost\"|/data/event",
                "\"event\":\"dispatched\"|/data/departments",
                "\"event\":\"dispatched\",\"departments\":[\"a\",1]|/data/departments/1",
                "\"event\":\"dispatched\",\"departments\":[\"a\"],\"lead\":\"b\"|/data/lead",
                "\"event\":\"rated\"|/data/rating",
                "\"event\":\"rated\",\"rating\":6|/data/rating",
                "\"event\":\"rated\",\"rating\":0|/data/rating",
                "\"event\":\"verified\"|/data/outcome",
                "\"event\":\"extended\"|/data/until",
                "\"event\":\"linked\"|/data/other",
                "\"event\":\"linked\",\"other\":{\"system\":\"cg\"}|/data/other/ticketId",
                "\"event\":\"linked\",\"other\":{\"system\":\"12345\",\"ticketId\":\"T1\"}|/data/other",
                "\"event\":\"flagged\",\"flag\":\"hot\"|/data/flag",
                "\"event\":\"created\",\"lon\":114|/data/lat",
                "\"event\":\"created\",\"lon\":181,\"lat\":2|/data/lon",
                "\"event\":\"created\",\"secret\":\"yes\"|/data/secret",
                "\"event\":\"created\",\"title\":7|/data/title",
                "\"event\":\"created\",\"caller\":{\"phone\":138}|/data/caller/phone",
                "\"event\":\"created\",\"occurredAt\":\"yesterday\"|/data/occurredAt",
                "\"event\":\"created\",\"ticketId\":\"a/b\"|/data/ticketId",
                "\"event\":\"created\",\"ticketId\":\"a~replay\"|/data/ticketId",
                "\"event\":\"created\",\"system\":\"a b\"|/data/system"
            })
    void faultNamesItsField(String fields, String field) {
        assertThatThrownBy(() -> read(fields))
                .isInstanceOfSatisfying(
                        FieldFault.class, fault -> assertThat(fault.field()).isEqualTo(field));
    }

    @Test
    void placeInTheSeaIsNoPlace() throws Exception {
        TicketData data = read("\"event\":\"created\",\"lon\":0,\"lat\":0.0");

        assertThat(data.lon()).isNull();
        assertThat(data.lat()).isNull();
        assertThat(spots().spot(null, data.lon(), data.lat(), false)).isNull();
    }

    @Test
    void placeComesFromTheRegistryOrFromTheNearestSite() {
        TicketSpots spots = spots();

        assertThat(spots.spot("B-1", null, null, false).place()).isEqualTo("yw/sp");
        assertThat(spots.spot("yw", 114.05, 22.52, false).place()).isEqualTo("yw");
        assertThat(spots.spot(null, 114.0515, 22.52, false).place()).isEqualTo("yw/sp");
        assertThat(spots.spot("unknown", 114.0515, 22.52, false).placeName()).isEqualTo("云湾区/沙浦街道");
        assertThat(spots.spot(null, 114.0525, 22.52, false).place()).isNull();
        assertThat(spots.spot(null, 114.0525, 22.52, false).lon()).isEqualTo(114.0525);
        assertThat(spots.spot(null, 114.0515, 22.52, true).lon()).isNull();
        assertThat(spots.spot("unknown", null, null, false)).isNull();
    }

    @Test
    void nothingThatNamesTheCallerIsLeftAndAllOfItIsSealed() throws Exception {
        TicketData data =
                read(
                        "\"event\":\"created\",\"title\":\"李小明反映噪音\",\"text\":\"请回13812345678，我车粤B12345\","
                                + "\"address\":\"幸福路12号3栋1502室\",\"reason\":\"李小明催\",\"proof\":\"录音138-1234-5678\","
                                + "\"caller\":{\"name\":\"李小明\",\"phone\":\"+86 138 1234 5678\",\"idNumber\":\"440305199001011234\"}");

        TicketPrivacy known = TicketPrivacy.of(data, List.of(), sealing);

        assertThat(Json.string(known.content()) + known.reason() + known.proof())
                .doesNotContain("小明", "1234", "12345", "1502", "4403");
        assertThat(known.content().address()).isEqualTo("幸福路12号3栋");
        assertThat(known.content().caller()).isEqualTo(sealing.callerHash("phone:13812345678"));
        assertThat(known.originals().at("/caller/name").asText()).isEqualTo("李小明");
        assertThat(known.originals().path("text").asText()).contains("13812345678", "粤B12345");
        assertThat(known.originals().path("address").asText()).contains("1502");
    }

    @Test
    void whatNamesNobodyIsNotSealed() throws Exception {
        assertThat(
                        TicketPrivacy.of(
                                        read("\"event\":\"signed\",\"by\":\"值班员\""),
                                        List.of(),
                                        sealing)
                                .originals())
                .isNull();
        assertThat(TicketPrivacy.of(read("\"event\":\"signed\""), List.of(), sealing).content())
                .isNull();
    }

    @Test
    void ofASecretTicketTheCategoryAloneIsKnown() throws Exception {
        TicketPrivacy known =
                TicketPrivacy.of(
                        read(
                                "\"event\":\"created\",\"secret\":true,\"category\":\"01-02\",\"title\":\"垃圾\",\"text\":\"门口\","
                                        + "\"address\":\"幸福路12号\",\"reason\":\"怕报复\",\"lon\":114.05,\"lat\":22.52"),
                        List.of(),
                        sealing);

        assertThat(known.content().category()).isEqualTo("01-02");
        assertThat(known.content().title()).isNull();
        assertThat(known.content().text()).isNull();
        assertThat(known.content().address()).isNull();
        assertThat(known.reason()).isNull();
        assertThat(known.content().secret()).isTrue();
        assertThat(known.originals().path("lon").doubleValue()).isEqualTo(114.05);
        assertThat(known.originals().path("reason").asText()).isEqualTo("怕报复");
    }

    @Test
    void sameCallerIsTheSameHoweverWritten() throws Exception {
        assertThat(caller("\"１３８ 1234-5678\""))
                .isEqualTo(caller("{\"name\":\"李\",\"phone\":\"8613812345678\"}"));
        assertThat(caller("{\"idNumber\":\"44030519900101123x\"}"))
                .isEqualTo(caller("{\"idNumber\":\"44030519900101123X\"}"));
        assertThat(caller("\"李小明\"")).isNotEqualTo(caller("\"李小红\""));
    }

    @Test
    void clockAheadByMoreThanFiveMinutesDoesNotCount() {
        Instant now = Instant.parse("2026-03-01T08:00:00Z");

        assertThat(TicketEvents.occurred(now.plus(Duration.ofMinutes(5)), now))
                .isEqualTo(now.plus(Duration.ofMinutes(5)));
        assertThat(TicketEvents.occurred(now.plus(Duration.ofMinutes(6)), now)).isEqualTo(now);
        assertThat(TicketEvents.occurred(now.minus(Duration.ofDays(9)), now))
                .isEqualTo(now.minus(Duration.ofDays(9)));
    }

    private static String caller(String caller) throws Exception {
        return read("\"event\":\"created\",\"caller\":" + caller).caller().identity();
    }

    private static TicketSpots spots() {
        RegistrySnapshot registry =
                new RegistrySnapshot(
                        1,
                        List.of(new Place("yw", "云湾区"), new Place("yw/sp", "沙浦街道")),
                        List.of(
                                new Site(
                                        "B-1",
                                        "1栋",
                                        "yw/sp",
                                        "building",
                                        114.05,
                                        22.52,
                                        null,
                                        null),
                                new Site("B-0", "0栋", "yw", "building", 0, 0, null, null)),
                        List.of(),
                        java.util.Map.of());
        return new TicketSpots(() -> registry, 200);
    }

    private static TicketData read(String fields) throws Exception {
        JsonNode head = Json.mapper().readTree("{" + HEAD + "}");
        JsonNode data = Json.mapper().readerForUpdating(head).readTree("{" + fields + "}");
        com.fasterxml.jackson.databind.node.ObjectNode all = head.deepCopy();
        data.properties().forEach(each -> all.set(each.getKey(), each.getValue()));
        return TicketData.read(all, "/data");
    }
}
