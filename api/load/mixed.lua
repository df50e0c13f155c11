-- A mix of reads for wrk, each of a random line of the file URNS; counts answers by their status.
local key = os.getenv("DAB_API_KEY")
local names, paths = {}, {
  "/api/v1/capsules/{urn}", "/api/v1/capsules/{urn}/lineage?depth=5", "/api/v1/search?q={word}&limit=10",
  "/api/v1/capsules?limit=20", "/api/v1/capsules/{urn}/lineage?depth=2&level=column", "/api/v1/ingest/jobs?limit=5"
}
for line in io.lines(os.getenv("URNS")) do names[#names + 1] = line end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function init(args)
  math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) % 2147483647)
  wrk.headers["X-API-Key"] = key
  counts = ""
  by_status = {}
end

function request()
  local name = names[math.random(#names)]
  local path = paths[math.random(#paths)]:gsub("{urn}", function() return name end)
  return wrk.format("GET", (path:gsub("{word}", function() return name:match("([^:]+)$"):gsub("_%d+$", "") end)))
end

function response(status)
  by_status[status] = (by_status[status] or 0) + 1
  if by_status[status] % 50 == 1 or status >= 500 then
    local parts = {}
    for each, count in pairs(by_status) do parts[#parts + 1] = each .. ":" .. count end
    counts = table.concat(parts, " ")
  end
end

function done(summary, latency, requests)
  for number, thread in ipairs(threads) do
    io.write(string.format("thread_%d_answers=%s (to within 50 of each)\n", number, thread:get("counts")))
  end
  local errors = summary.errors
  io.write(string.format("requests_per_second=%.0f p50_ms=%.1f p99_ms=%.1f not_2xx_or_3xx=%d connect=%d read=%d write=%d timeout=%d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect, errors.read, errors.write, errors.timeout))
end
