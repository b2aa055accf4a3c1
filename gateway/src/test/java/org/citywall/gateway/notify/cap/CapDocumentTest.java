package org.citywall.gateway.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class CapDocumentTest {
    private static final CapOptions OPTIONS = new CapOptions("wall.example", false);

    private static Element only(Message message, CapOptions options) {
        List<CapDocument> documents = CapDocument.of(message, options);
        assertThat(documents).hasSize(1);
        return CapRules.check(documents.get(0).xml());
    }

    private static Element info(ObjectNode data) {
        return CapRules.children(only(Messages.page(data), OPTIONS), "info").get(0);
    }

    @Test
    void aPageObeysTheStandardAndSaysAllThatIsKnown() {
        Element alert = only(Messages.page(), OPTIONS);
        assertThat(CapRules.text(alert, "identifier")).isEqualTo("p1");
        assertThat(CapRules.text(alert, "sender")).isEqualTo("wall.example");
        assertThat(CapRules.text(alert, "sent")).isEqualTo("2026-03-01T16:00:00+08:00");
        assertThat(CapRules.text(alert, "status")).isEqualTo("Actual");
        assertThat(CapRules.text(alert, "scope")).isEqualTo("Private");
        assertThat(CapRules.text(alert, "addresses")).isEqualTo("沙浦值班");
        assertThat(CapRules.text(alert, "incidents")).isEqualTo("A-1");
        Element info = CapRules.children(alert, "info").get(0);
        assertThat(CapRules.text(info, "category")).isEqualTo("Fire");
        assertThat(CapRules.text(info, "event")).isEqualTo("火警");
        assertThat(CapRules.text(info, "onset")).isEqualTo("2026-03-01T15:58:00+08:00");
        assertThat(CapRules.text(info, "headline")).isEqualTo("红色告警：火警");
        assertThat(CapRules.text(info, "description")).isEqualTo("手动报警按钮按下");
        assertThat(CapRules.text(info, "web")).isEqualTo("https://wall.example/m?alert=A-1");
        Element area = CapRules.children(info, "area").get(0);
        assertThat(CapRules.text(area, "areaDesc")).isEqualTo("云湾 一号楼");
    }

    @ParameterizedTest
    @CsvSource({"1,Extreme,Immediate", "2,Severe,Expected", "3,Moderate,Future", "4,Minor,Future"})
    void theLevelSaysHowGraveAndHowSoon(int level, String severity, String urgency) {
        Element info = info(Messages.data().put("level", level));
        assertThat(CapRules.text(info, "severity")).isEqualTo(severity);
        assertThat(CapRules.text(info, "urgency")).isEqualTo(urgency);
        assertThat(CapRules.text(info, "certainty")).isEqualTo("Likely");
        Element verified = info(Messages.data().put("level", level).put("verified", true));
        assertThat(CapRules.text(verified, "certainty")).isEqualTo("Observed");
    }

    @Test
    void whatIsOverIsAllClear() {
        Element info = info(Messages.data().put("step", "recovered"));
        assertThat(CapRules.text(info, "responseType")).isEqualTo("AllClear");
        assertThat(CapRules.text(info, "urgency")).isEqualTo("Past");
    }

    @Test
    void aDrillIsAnExerciseAndATestSystemTests() {
        Message drill = Messages.page(Messages.data().put("drill", true));
        assertThat(CapRules.text(only(drill, OPTIONS), "status")).isEqualTo("Exercise");
        CapOptions staging = new CapOptions("wall.example", true);
        assertThat(CapRules.text(only(drill, staging), "status")).isEqualTo("Test");
        assertThat(CapRules.text(only(Messages.page(), staging), "status")).isEqualTo("Test");
    }

    @Test
    void aDigestKeepsDrillsInADocumentOfTheirOwn() {
        Message digest = Messages.digest(3);
        ((ObjectNode) digest.data().at("/pages/1")).put("drill", true);
        List<CapDocument> documents = CapDocument.of(digest, OPTIONS);
        assertThat(documents)
                .extracting(CapDocument::identifier)
                .containsExactly("d1-Actual", "d1-Exercise");
        Element actual = CapRules.check(documents.get(0).xml());
        assertThat(CapRules.text(actual, "incidents")).isEqualTo("A-0 A-2");
        assertThat(CapRules.children(actual, "info")).hasSize(2);
        Element exercise = CapRules.check(documents.get(1).xml());
        assertThat(CapRules.text(exercise, "status")).isEqualTo("Exercise");
        assertThat(CapRules.children(exercise, "info")).hasSize(1);
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        ObjectNode data = Messages.data().put("link", "/m?alert=A-1").put("reason", "");
        data.remove(List.of("since", "placeName", "site"));
        Element info = info(data);
        assertThat(CapRules.children(info, "onset")).isEmpty();
        assertThat(CapRules.children(info, "web")).as("no absolute address").isEmpty();
        assertThat(CapRules.children(info, "area")).isEmpty();
        assertThat(CapRules.children(info, "description")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>&amp;]]>", "\u0000\u0001\ufffe\ud800", "𝄞 塔", "a\nb"})
    void whateverATitleHoldsTheDocumentIsXml(String title) {
        ObjectNode data = Messages.data().put("title", title + "火").put("to", "沙浦 \"值班\"");
        Element alert = only(Messages.page(data), OPTIONS);
        assertThat(CapRules.text(CapRules.children(alert, "info").get(0), "event")).endsWith("火");
        assertThat(CapRules.text(alert, "addresses")).isEqualTo("\"沙浦 '值班'\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a<b", "a&b"})
    void aSenderThatCapForbidsIsRefused(String sender) {
        assertThatThrownBy(() -> new CapOptions(sender, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRulesOfTheStandardAreKept() {
        String xml = CapDocument.of(Messages.page(), OPTIONS).get(0).xml();
        CapRules.check(xml);
        for (String broken :
                List.of(
                        xml.replace("+08:00", "Z"),
                        xml.replace("Extreme", "Red"),
                        xml.replace("<scope>Private</scope>", ""),
                        xml.replace("cap:1.2", "cap:1.1"),
                        xml.replace("<event>", "<headline>x</headline><event>"),
                        xml.replaceAll("<addresses>.*</addresses>", ""))) {
            assertThatThrownBy(() -> CapRules.check(broken)).isInstanceOf(AssertionError.class);
        }
    }
}
