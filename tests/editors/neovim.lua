-- A session in a real, headless Neovim: sees the findings of a template and of its handler,
-- applies a code action in each, and watches both findings go.
--
-- LAMLINT=target/debug/lamlint nvim --headless --clean -c 'luafile tests/editors/neovim.lua'

local SECONDS = 20
local here = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h")
local lamlint = vim.fn.fnamemodify(assert(vim.env.LAMLINT, "LAMLINT names the binary"), ":p")

local function say(text)
  io.stdout:write(text .. "\n")
end

-- The session edits and saves, so it works on a copy.
local function copy_of_project()
  local folder = vim.fn.tempname()
  for _, name in ipairs({ "template.yaml", "src/app.py" }) do
    vim.fn.mkdir(vim.fn.fnamemodify(folder .. "/" .. name, ":h"), "p")
    vim.fn.writefile(vim.fn.readfile(here .. "/project/" .. name), folder .. "/" .. name)
  end
  return folder
end

-- As docs/editors.md tells people to set lamlint up, for the Neovim that is running.
local function set_up(root)
  local filetypes = { "yaml", "json", "python", "javascript", "typescript" }
  local server = { name = "lamlint", cmd = { lamlint, "lsp" }, root_dir = root }
  if vim.lsp.config then
    local markers = { "lamlint.toml", "template.yaml", "samconfig.toml", ".git" }
    vim.lsp.config("lamlint", { cmd = server.cmd, filetypes = filetypes, root_markers = markers })
    vim.lsp.enable("lamlint")
    return
  end
  local client
  vim.api.nvim_create_autocmd("FileType", {
    pattern = filetypes,
    callback = function(event)
      if vim.lsp.start then
        vim.lsp.start(server)
      else
        client = client or vim.lsp.start_client(server)
        vim.lsp.buf_attach_client(event.buf, client)
      end
    end,
  })
end

local function wait_until(what, test)
  assert(vim.wait(SECONDS * 1000, test, 20), ("waited %d s for %s"):format(SECONDS, what))
end

local function rule_of(diagnostic)
  return diagnostic.code or diagnostic.user_data.lsp.code
end

local function finding(rule)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if rule_of(diagnostic) == rule then return diagnostic end
  end
end

local function expect_finding(rule, text)
  wait_until(rule, function() return finding(rule) end)
  local found = finding(rule)
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
  assert(line:find(text, 1, true), ("%s is on the line `%s`, not on `%s`"):format(rule, line, text))
  assert(found.source == "lamlint", rule .. " comes from " .. tostring(found.source))
  say(("%s:%d: %s: %s"):format(vim.fn.expand("%:t"), found.lnum + 1, rule, found.message))
end

local function expect_gone(rule)
  wait_until(rule .. " to go", function() return not finding(rule) end)
end

-- Goes through Neovim's own code action command; only the person's choice from the menu is played.
local function apply_action(rule, title)
  local found = finding(rule)
  local offered = {}
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(offered, action.title)
      if action.title:lower():find(title) then return choose(item, 1) end
    end
  end
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  vim.lsp.buf.code_action()
  local applied = vim.wait(SECONDS * 1000, function() return not finding(rule) end, 20)
  assert(applied, ("no action like `%s` took %s away; offered: %s"):format(title, rule, table.concat(offered, " | ")))
  say("applied: " .. offered[#offered])
end

local function session()
  local root = copy_of_project()
  set_up(root)
  local file = function(name) return root .. "/" .. name end

  vim.cmd("silent edit " .. file("template.yaml"))
  expect_finding("timeout-out-of-range", "Timeout: 3600")
  vim.cmd("silent edit " .. file("src/app.py"))
  expect_finding("env-var-not-set", 'os.environ["LABELS_TABLE"]')
  expect_finding("client-created-per-invocation", 'boto3.resource("dynamodb")')

  apply_action("client-created-per-invocation", "module")
  vim.cmd("silent write")
  local above = table.concat(vim.fn.readfile(file("src/app.py")), "\n"):match("^(.-)def handler")
  assert(above:find('boto3.resource("dynamodb")', 1, true), "the client is not above the handler: " .. above)

  vim.cmd("silent edit " .. file("template.yaml"))
  apply_action("timeout-out-of-range", "900")
  vim.fn.append(vim.fn.line("$"), "          LABELS_TABLE: labels")
  vim.cmd("silent write")
  assert(table.concat(vim.fn.readfile(file("template.yaml")), "\n"):find("Timeout: 900\n", 1, true), "Timeout is not 900 on disk")

  vim.cmd("silent edit " .. file("src/app.py"))
  expect_gone("env-var-not-set")
  say("the handler's finding went with the template's edit")
end

local ok, failure = xpcall(session, debug.traceback)
if not ok then
  io.stderr:write("neovim: " .. failure .. "\n")
  vim.cmd("cquit 1")
end
vim.cmd("qall!")
