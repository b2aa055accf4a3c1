package org.citywall.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.Site;
import org.citywall.gateway.registry.SiteContact;
import org.junit.jupiter.api.Test;

class Report119TextTest {
    private static final SiteContact CONTACT =
            new SiteContact("物业值班室", "0755-0000-0123", "东门进，沿榕树路 50 米");
    private static final Map<String, Device> DEVICES =
            Map.of("D1", new Device("D1", AlertDomain.FIRE, "panel", "B-1", null, "一号楼主机"));
    private static final Map<String, Site> SITES =
            Map.of(
                    "B-1",
                    site(CONTACT),
                    "B-2",
                    new Site("B-2", "二号楼", "yw/sp/B-2", "building", 114, 22, "榕树路 9 号", CONTACT));

    @Test
    void saysWhereWhatWhomToCallAndHowToComeNear() {
        ObjectNode alert = alert();
        source(alert, "D1", "3F-E", true);
        source(alert, "D2", "4F-W", true);

        Report119Text report =
                Report119Text.of(alert, site(CONTACT), DEVICES::get, SITES::get, "林值班");

        assertThat(report.missing()).isEmpty();
        assertThat(report.text().split("\n"))
                .containsExactly(
                        "云湾区沙浦街道榕树路 7 号一号楼发生火灾报警，请求出警。",
                        "位置：一号楼主机 3F-E、4F-W。",
                        "情况：19 点 35 分 火灾一键报警，报警持续，正在核实。",
                        "现场联系人：物业值班室，电话 0755-0000-0123。",
                        "消防车通道：东门进，沿榕树路 50 米。",
                        "报警人：林值班，云湾区城市运行中心值班员。");
    }

    @Test
    void namesWhatIsNotRegisteredInsteadOfInventingIt() {
        Report119Text report = Report119Text.of(alert(), null, DEVICES::get, SITES::get, "林值班");

        assertThat(report.missing()).containsExactly("address", "points", "contact", "accessRoad");
        assertThat(report.text()).contains("一号楼发生火灾报警").doesNotContain("联系人", "通道", "null");
    }

    @Test
    void aPersonWithoutANumberIsNotCalledANumber() {
        SiteContact nameOnly = new SiteContact("物业值班室", null, null);

        Report119Text report =
                Report119Text.of(alert(), site(nameOnly), DEVICES::get, SITES::get, "林值班");

        assertThat(report.text()).contains("物业值班室，电话 未登记");
        assertThat(report.missing()).doesNotContain("contact").contains("accessRoad");
    }

    @Test
    void saysWhatTheCallBackGaveAndWhatTheRuleTookForReal() {
        ObjectNode alert = alert();
        alert.putObject("verification").put("result", "confirmed").put("byRule", true);
        assertThat(textOf(alert)).contains("尚未核实，按真实火警处置");

        alert.putObject("verification").put("result", "confirmed").put("byRule", false);
        assertThat(textOf(alert)).contains("现场已核实属实");

        alert.putObject("verification").put("result", "unreachable");
        assertThat(textOf(alert)).contains("现场联系不上");
    }

    @Test
    void pointsThatAreQuietAgainAreNotTold() {
        ObjectNode alert = alert();
        source(alert, "D2", "3F-E", false);
        source(alert, "D2", "4F-W", true);
        assertThat(textOf(alert)).contains("位置：4F-W。");
    }

    @Test
    void buildingsOfAnAreaIncidentAreNamedWithTheirAddresses() {
        ObjectNode alert = alert();
        source(alert, "B-1", null, true).put("kind", "area-incident");
        source(alert, "B-2", null, true).put("kind", "area-incident");

        assertThat(textOf(alert)).contains("位置：榕树路 7 号一号楼、榕树路 9 号二号楼。");
    }

    @Test
    void manyPointsAreCounted() {
        ObjectNode alert = alert();
        for (int i = 0; i < 20; i++) {
            source(alert, "D2", "P" + i, true);
        }
        assertThat(textOf(alert)).contains("P7等 20 处").doesNotContain("P8");
    }

    private static String textOf(ObjectNode alert) {
        return Report119Text.of(alert, site(CONTACT), DEVICES::get, SITES::get, "林值班").text();
    }

    private static Site site(SiteContact contact) {
        return new Site("B-1", "一号楼", "yw/sp/B-1", "building", 114, 22, "榕树路 7 号", contact);
    }

    private static ObjectNode alert() {
        ObjectNode alert = Json.mapper().createObjectNode();
        alert.put("title", "火灾一键报警")
                .put("condition", "active")
                .put("placeName", "云湾区/沙浦街道/榕树社区/一号楼")
                .put("receivedAt", "2026-11-21T11:35:45.012Z");
        alert.putObject("site").put("id", "B-1").put("name", "一号楼");
        alert.putArray("sources");
        return alert;
    }

    private static ObjectNode source(
            ObjectNode alert, String device, String point, boolean active) {
        return ((ArrayNode) alert.get("sources"))
                .addObject()
                .put("deviceId", device)
                .put("point", point)
                .put("active", active);
    }
}
