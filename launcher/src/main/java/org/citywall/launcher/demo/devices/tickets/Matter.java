package org.citywall.launcher.demo.devices.tickets;

import java.util.List;

/**
 * What people complain of. Codes 01-… are those of city management (docs/domain/ticket.md); 05-…
 * and 06-… are the demo's own.
 */
enum Matter {
    GARBAGE(
            "01-02",
            "暴露垃圾",
            "cg-01-02",
            "LJ",
            Department.SANITATION,
            "垃圾桶满溢，垃圾堆在路边没人清|楼下堆了几袋建筑垃圾，已经三天|垃圾屋门口污水横流，气味很重"),
    ROAD("01-04", "道路保洁", "cg-01-04", "DL", Department.SANITATION, "路面有大片油污，行人易滑倒|运泥车遗洒，满地黄泥"),
    GREEN("01-05", "绿地保洁", "cg-01-05", "LH", Department.GREENERY, "绿化带里全是塑料袋|树枝断落压住人行道"),
    NOISE("06-01", "噪声扰民", "longhua", "ZS", Department.ENFORCEMENT, "工地半夜还在施工|烧烤档夜里放音响到两点"),
    PARKING("05-02", "机动车乱停", "longhua", "TC", Department.TRAFFIC, "车辆堵住消防通道|有车长期占用人行道"),
    LIGHT("06-03", "路灯不亮", "longhua", "LD", Department.WORKS, "整条巷子路灯不亮|路灯一直闪烁"),
    LEAK("06-04", "水管漏水", "minsu-urgent", "LS", Department.WORKS, "路面冒水，疑似水管爆裂|井盖往外冒水"),
    LIFT("06-05", "电梯故障", "youyilu-general", "DT", Department.HOUSING, "电梯常停在半层|电梯停用一周没有修"),
    FEES("06-06", "物业收费", "youyilu-difficult", "SF", Department.HOUSING, "物业收费没有公示|维修基金使用不清楚"),
    QUARREL("06-07", "邻里纠纷", "youyilu-general", "JF", Department.JUSTICE, "楼上漏水多次协商无果|共用通道被邻居占用"),
    WALL("06-08", "挡墙开裂", "youyilu-major", "DQ", Department.WORKS, "屋后挡墙裂缝变大，担心倒塌");

    private final String code;
    private final String words;
    private final String classId;
    private final String propertyCode;
    private final Department department;
    private final String complaints;

    Matter(
            String code,
            String words,
            String classId,
            String propertyCode,
            Department department,
            String complaints) {
        this.code = code;
        this.words = words;
        this.classId = classId;
        this.propertyCode = propertyCode;
        this.department = department;
        this.complaints = complaints;
    }

    /** Code of the category. */
    String code() {
        return code;
    }

    /** The same in words. */
    String words() {
        return words;
    }

    /** Class of the rules. */
    String classId() {
        return classId;
    }

    /** The code that the property manager has for it. */
    String propertyCode() {
        return propertyCode;
    }

    /** Whose work it is. */
    Department department() {
        return department;
    }

    /** How people say it. */
    List<String> complaints() {
        return List.of(complaints.split("\\|"));
    }

    /** Mediation: nobody counts how satisfied both sides are. */
    boolean isUnrated() {
        return this == QUARREL;
    }
}
