package org.citywall.gateway.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    private static final String LINK = "https://wall.example/m?alert=A-1";

    @Test
    void aPageSaysWhatWhereSinceWhenAndWhyInTheCitysTime() {
        assertThat(MessageText.lines(Messages.page(), 2_048))
                .isEqualTo(
                        """
                        红色告警：火警（A-1）
                        地点：云湾 一号楼
                        开始：03-01 15:58
                        原因：手动报警按钮按下
                        通知：沙浦值班
                        """
                                + LINK);
    }

    @Test
    void whoMayAnswerHasTheLinkForItAndTheOneToLook() {
        Message page =
                Messages.page(Messages.data().put("answerLink", "https://wall.example/m/a/x"));
        assertThat(MessageText.lines(page, 300))
                .endsWith("\n应答（仅限本人，请勿转发）：https://wall.example/m/a/x\n详情：" + LINK);
        assertThat(MessageText.brief(page, 100)).endsWith(" https://wall.example/m/a/x");
    }

    @Test
    void aDrillSaysSoFirst() {
        Message drill = Messages.page(Messages.data().put("drill", true).put("step", "escalated"));
        assertThat(MessageText.subject(drill)).isEqualTo("演练·红色告警·无人确认：火警（A-1）");
        assertThat(MessageText.brief(drill, 300)).startsWith("演练·红色告警");
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 200, 300, 500})
    void whatIsTooLongIsCutButNeverItsLevelNorItsLink(int most) {
        Message page = Messages.page(Messages.data().put("reason", "渗压计𝄞读数异常".repeat(50)));
        String text = MessageText.lines(page, most);
        assertThat(text.getBytes(UTF_8).length).isLessThanOrEqualTo(most);
        assertThat(text).startsWith("红色告警：火警（A-1）").endsWith(LINK).contains("……另有");
    }

    @Test
    void aTitleThatAloneIsTooLongIsCutBetweenCharacters() {
        Message page = Messages.page(Messages.data().put("title", "𝄞".repeat(200)));
        String text = MessageText.lines(page, 150);
        assertThat(text.getBytes(UTF_8).length).isLessThanOrEqualTo(150);
        assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text).endsWith(LINK);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 70, 300})
    void anSmsIsOneLineAndKeepsItsLink(int most) {
        Message page = Messages.page(Messages.data().put("title", "边坡位移𝄞超限".repeat(20)));
        String text = MessageText.brief(page, most);
        assertThat(text.length()).isLessThanOrEqualTo(most);
        assertThat(text).startsWith("红色告警：").endsWith(" " + LINK).doesNotContain("\n");
    }

    @Test
    void namesFromElsewhereNeitherBreakLinesNorCallPeople() {
        Message page =
                Messages.page(Messages.data().put("title", "火\n警<at user_id=\"all\">所有人</at>"));
        assertThat(MessageText.lines(page, 2_048).lines().findFirst())
                .contains("红色告警：火 警＜at user_id=\"all\"＞所有人＜/at＞（A-1）");
    }

    @Test
    void aDigestListsItsPagesAndSaysHowManyItLeftOut() {
        String few = MessageText.lines(Messages.digest(2), 2_048);
        assertThat(few)
                .isEqualTo(
                        """
                        告警汇总：2 条，最高黄色
                        · [黄] 火警 云湾 一号楼 A-0
                        · [黄] 火警 云湾 一号楼 A-1""");
        String many = MessageText.lines(Messages.digest(200), 2_048);
        long shown = many.lines().filter(line -> line.startsWith("·")).count();
        assertThat(many.getBytes(UTF_8).length).isBetween(1_900, 2_048);
        assertThat(many).endsWith("……另有 %d 行".formatted(200 - shown));
    }
}
