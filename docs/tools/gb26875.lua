-- Wireshark dissector of GB/T 26875.3-2011 (fire panels), for looking at a line by eye:
--   tshark -X lua_script:docs/tools/gb26875.lua -i lo -f 'tcp port 26875' -O gb26875
-- It marks what is not well formed (checksum, end, length) and whether the times are plausible as
-- binary or as BCD, which is a matter of the panel's profile and never guessed by the gateway.

local gb = Proto("gb26875", "GB/T 26875.3 fire panel")

local commands = {
    [1] = "control", [2] = "send", [3] = "confirm", [4] = "request", [5] = "answer", [6] = "deny",
}

local f = gb.fields
f.serial = ProtoField.uint16("gb26875.serial", "Serial", base.DEC)
f.version = ProtoField.uint16("gb26875.version", "Version", base.HEX)
f.time = ProtoField.string("gb26875.time", "Time")
f.source = ProtoField.string("gb26875.source", "Source")
f.target = ProtoField.string("gb26875.target", "Target")
f.length = ProtoField.uint16("gb26875.length", "Unit length", base.DEC)
f.command = ProtoField.uint8("gb26875.command", "Command", base.DEC, commands)
f.unit_type = ProtoField.uint8("gb26875.unit.type", "Unit type", base.DEC)
f.unit_objects = ProtoField.uint8("gb26875.unit.objects", "Unit objects", base.DEC)
f.unit = ProtoField.bytes("gb26875.unit", "Unit")
f.checksum = ProtoField.uint8("gb26875.checksum", "Checksum", base.HEX)
f.well_formed = ProtoField.bool("gb26875.well_formed", "Well formed")

local unpack = table.unpack or unpack

local HEADER = 27 -- 40 40 … command, with the unit after it
local TAIL = 3 -- checksum, 23 23
local MAX_UNIT = 1024

local bad = ProtoExpert.new(
    "gb26875.malformed", "not well formed", expert.group.MALFORMED, expert.severity.ERROR)
gb.experts = { bad }

-- Addresses and times are little-endian: the last byte is the highest.
local function address(range)
    local hex = {}
    for i = range:len() - 1, 0, -1 do
        hex[#hex + 1] = string.format("%02X", range(i, 1):uint())
    end
    return table.concat(hex)
end

local function plausible(year, month, day, hour, minute, second)
    return month >= 1 and month <= 12 and day >= 1 and day <= 31
        and hour <= 23 and minute <= 59 and second <= 59
end

local function time(range)
    local parts = {}
    for i = 5, 0, -1 do
        parts[#parts + 1] = range(i, 1):uint()
    end
    local text = string.format("%02d-%02d-%02d %02d:%02d:%02d", unpack(parts))
    local binary = plausible(unpack(parts))
    for i, part in ipairs(parts) do
        parts[i] = math.floor(part / 16) * 10 + part % 16
    end
    local bcd = plausible(unpack(parts))
    local as = string.format("%02d-%02d-%02d %02d:%02d:%02d", unpack(parts))
    return string.format("binary %s%s, BCD %s%s",
        text, binary and "" or " (no time)", as, bcd and "" or " (no time)")
end

local function checksums(range)
    local sum, xor = 0, 0
    for i = 0, range:len() - 1 do
        local byte = range(i, 1):uint()
        sum = (sum + byte) % 256
        xor = bit32 and bit32.bxor(xor, byte) or xor
    end
    return sum, xor
end

local function frame_length(tvb, _, offset)
    if tvb(offset, 2):uint() ~= 0x4040 then
        return tvb:len() - offset -- noise: shown whole
    end
    return HEADER + tvb(offset + 24, 2):le_uint() + TAIL
end

local function frame(tvb, pinfo, root)
    pinfo.cols.protocol = "GB26875"
    local tree = root:add(gb, tvb())
    if tvb:len() < HEADER + TAIL or tvb(0, 2):uint() ~= 0x4040 then
        tree:add_proto_expert_info(bad, "no frame begins here")
        return tvb:len()
    end
    local length = tvb(24, 2):le_uint()
    local command = tvb(26, 1):uint()
    tree:add_le(f.serial, tvb(2, 2))
    tree:add_le(f.version, tvb(4, 2))
    tree:add(f.time, tvb(6, 6), time(tvb(6, 6)))
    tree:add(f.source, tvb(12, 6), address(tvb(12, 6)))
    tree:add(f.target, tvb(18, 6), address(tvb(18, 6)))
    tree:add_le(f.length, tvb(24, 2))
    tree:add(f.command, tvb(26, 1))
    if length >= 2 then
        tree:add(f.unit_type, tvb(HEADER, 1))
        tree:add(f.unit_objects, tvb(HEADER + 1, 1))
    end
    if length > 0 then
        tree:add(f.unit, tvb(HEADER, length))
    end
    local given = tvb(HEADER + length, 1):uint()
    local sum, xor = checksums(tvb(2, HEADER - 2 + length))
    local ends = tvb(HEADER + length + 1, 2):uint() == 0x2323
    local well = ends and length <= MAX_UNIT and commands[command] ~= nil
        and (given == sum or given == xor)
    tree:add(f.checksum, tvb(HEADER + length, 1)):append_text(
        given == sum and " (sum)" or given == xor and " (XOR)" or " WRONG")
    tree:add(f.well_formed, tvb(), well)
    if not well then
        tree:add_proto_expert_info(bad)
    end
    pinfo.cols.info = string.format("%s %d from %s to %s%s", commands[command] or "?",
        tvb(2, 2):le_uint(), address(tvb(12, 6)), address(tvb(18, 6)),
        length > 1 and string.format(", type %d", tvb(HEADER, 1):uint()) or "")
    return tvb:len()
end

function gb.dissector(tvb, pinfo, root)
    dissect_tcp_pdus(tvb, root, HEADER, frame_length, frame)
    return tvb:len()
end

DissectorTable.get("tcp.port"):add(26875, gb)
