-- Gives each part of a published document the style of reference.docx that it has on paper.
local english = false

local styles = {
  issuer = 'Issuer', told = 'Told', wording = 'Wording', second = 'Body Text', agreed = 'Agreed',
  dated = 'Dated', signatures = 'Signatures', numbers = 'Numbers', channels = 'Numbers',
  changed = 'Boxed', demo = 'Boxed', rule = 'Rule', code = 'Foot', address = 'Foot',
  foot = '', departs = 'Body Text', annulled = 'Body Text',
}

local function styled(name, blocks)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = name }))
end

function Meta(meta)
  english = meta.english == true
  return {}
end

function Header(header)
  if header.level == 1 then return styled('Masthead', { pandoc.Para(header.content) }) end
  if header.level == 2 then return styled('Decision', { pandoc.Para(header.content) }) end
  header.identifier = ''
  return header
end

-- The red line is the lower edge of the style of the line with the number.
function HorizontalRule() return {} end

function Div(div)
  for _, class in ipairs(div.classes) do
    if class == 'way' then return {} end
    local name = styles[class]
    if name == '' then return div.content end
    if name then return styled(name, div.content) end
  end
  return div
end

function Span(span)
  -- A line to sign on.
  if #span.content == 0 then return pandoc.Str('＿＿＿＿＿＿') end
  if span.classes:includes('arithmetic') then
    return { pandoc.LineBreak(), table.unpack(span.content) }
  end
  if span.classes:includes('outcome') then
    local text = pandoc.utils.stringify(span)
    if text:find('^✓') or text:find('^✕') then return span.content end
    local mark = span.classes:includes('passed') and '✓ ' or '✕ '
    return { pandoc.LineBreak(), pandoc.Str(mark), table.unpack(span.content) }
  end
  return span
end

-- A line each: what it is, and what it says.
function DefinitionList(list)
  local lines = {}
  for _, item in ipairs(list.content) do
    local inlines = { pandoc.Strong(item[1]), pandoc.Str(english and ': ' or '：') }
    for _, blocks in ipairs(item[2]) do
      for _, block in ipairs(blocks) do
        for _, inline in ipairs(block.content or {}) do table.insert(inlines, inline) end
      end
    end
    table.insert(lines, styled('Facts', { pandoc.Para(inlines) }))
  end
  return lines
end

return {
  { Meta = Meta },
  { Header = Header, HorizontalRule = HorizontalRule, Div = Div, Span = Span,
    DefinitionList = DefinitionList },
}
