package org.citywall.gateway.notify.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.notify.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerPageTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private static ActionLink link(ObjectNode told) {
        return new ActionLink(
                "h",
                "p1",
                "A-1",
                new Principal("li", "李<明>", Role.OFFICER, ""),
                "dispatched",
                told,
                AT,
                null,
                null,
                null);
    }

    private static ObjectNode alert(int level) {
        return Json.mapper()
                .createObjectNode()
                .put("level", level)
                .put("condition", "active")
                .put("response", "dispatched");
    }

    private static String open(Lang lang, ObjectNode told, int level) {
        return AnswerPage.open(
                lang, link(told), alert(level), List.of(Offer.ACCEPT, Offer.DECLINE));
    }

    @ParameterizedTest
    @CsvSource({
        "1,红色 I<,#ff3b4a,Red I<",
        "2,橙色 II<,#ffa033,Orange II<",
        "3,黄色 III<,#fff28a,Yellow III<",
        "4,蓝色 IV<,#4aa8ff,Blue IV<"
    })
    void theLevelIsColourShapeNumberAndWord(int level, String zh, String color, String en) {
        assertThat(open(Lang.ZH, Messages.data(), level)).contains(zh, color);
        assertThat(open(Lang.EN, Messages.data(), level)).contains(en, color);
    }

    @Test
    void itSaysWhatWhereSinceWhenAndHowItStands() {
        assertThat(open(Lang.ZH, Messages.data(), 1))
                .contains("<html lang=\"zh-CN\">", "火警", "云湾 一号楼", "2026-03-01 15:58:00")
                .contains("已派遣，报警持续", "接收（我去处理）", "拒绝 / 无法前往", "width=device-width");
        assertThat(open(Lang.EN, Messages.data(), 1))
                .contains("<html lang=\"en\">", "dispatched, still active", ">Accept</button>");
    }

    @Test
    void namesFromElsewhereMeanNothingButThemselves() {
        String evil = "\"><script>alert('x')</script><img src=x>&";
        ObjectNode told =
                Messages.data().put("title", evil).put("reason", evil).put("placeName", evil);
        String page = open(Lang.ZH, told.put("to", evil).put("site", evil), 1);
        assertThat(page).doesNotContain("<script", "<img", "'x'").contains("李&lt;明&gt;");
    }

    @Test
    void nothingIsLoadedFromAnywhereAndTheStyleIsTheOneThatIsAllowed() throws Exception {
        String page = open(Lang.ZH, Messages.data(), 1);
        assertThat(page).doesNotContain("http://", "https://", "src=", "url(", " style=", " on");
        Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(page);
        assertThat(style.find()).isTrue();
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(AnswerPage.CONTENT_POLICY)
                .contains("default-src 'none'")
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void whatCameOfAnAnswerIsToldHonestly() {
        ActionLink link = link(Messages.data());
        assertThat(AnswerPage.answered(Lang.ZH, link, answer(null, null), alert(1)))
                .contains("li 于 2026-03-01 16:00:00 应答：接收", "已提交，等待处理", "http-equiv=\"refresh\"");
        assertThat(AnswerPage.answered(Lang.ZH, link, answer(true, "接受：已派遣"), alert(1)))
                .contains("已生效")
                .doesNotContain("refresh", "<button");
        assertThat(AnswerPage.answered(Lang.ZH, link, answer(false, "当前已到场"), alert(1)))
                .contains("未生效：当前已到场");
    }

    private static ActionLink.Answer answer(Boolean accepted, String said) {
        return new ActionLink.Answer("li", "accept", "link", AT, accepted, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|zh-CN",
                "-|zh-CN,zh;q=0.9,en;q=0.8|zh-CN",
                "-|en-US,en;q=0.9|en",
                "-|fr,en;q=0.5|en",
                "-|fr|zh-CN",
                "-|,,;|zh-CN",
                "en|zh-CN|en",
                "zh|en|zh-CN",
                "x|en|zh-CN"
            })
    void chineseComesFirstUnlessEnglishIsAskedFor(String chosen, String accepted, String tag) {
        assertThat(Lang.of(chosen, accepted).tag()).isEqualTo(tag);
    }
}
