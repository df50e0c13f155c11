-- One request after the other for wrk: TEMPLATE with %s replaced by a random line of the file URNS.
local template = os.getenv("TEMPLATE")
local key = os.getenv("DAB_API_KEY")
local names = {}
if os.getenv("URNS") then
  for line in io.lines(os.getenv("URNS")) do names[#names + 1] = line end
end

function init(args)
  math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) % 2147483647)
  wrk.headers["X-API-Key"] = key
end

function request()
  local path = template
  if #names > 0 then
    local name = names[math.random(#names)]
    path = template:gsub("{urn}", function() return name end)
    path = path:gsub("{word}", function() return name:match("([^:]+)$"):gsub("_%d+$", "") end)
  end
  return wrk.format("GET", path)
end

function done(summary, latency, requests)
  local failed, errors = summary.errors, {}
  for _, kind in ipairs({"status", "connect", "read", "write", "timeout"}) do
    if failed[kind] > 0 then errors[#errors + 1] = kind .. ":" .. failed[kind] end
  end
  io.write(string.format("requests_per_second=%.0f p50_ms=%.2f p95_ms=%.2f p99_ms=%.2f errors=%s\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, #errors == 0 and "0" or table.concat(errors, ",")))
end
