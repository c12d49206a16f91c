// Shortcodes to pictures: the common ones, and those a bot about invoices would use. Unknown ones stay words.
import { el } from "../core/dom.js";

const NAMES = `
bell=🔔 no_bell=🔕 calendar=📅 date=📅 spiral_calendar_pad=🗓️ spiral_calendar=🗓️ clock1=🕐 clock3=🕒 clock9=🕘 alarm_clock=⏰ stopwatch=⏱️ timer_clock=⏲️
hourglass=⌛ hourglass_flowing_sand=⏳ watch=⌚ moneybag=💰 money_with_wings=💸 dollar=💵 euro=💶 pound=💷 yen=💴 credit_card=💳 bank=🏦 receipt=🧾 coin=🪙
chart=💹 chart_with_upwards_trend=📈 chart_with_downwards_trend=📉 bar_chart=📊 abacus=🧮 ledger=📒 notebook=📓 memo=📝 pencil=📝 pencil2=✏️ page_facing_up=📄
page_with_curl=📃 clipboard=📋 bookmark_tabs=📑 file_folder=📁 open_file_folder=📂 card_index=📇 card_file_box=🗃️ paperclip=📎 link=🔗 pushpin=📌 round_pushpin=📍
email=✉️ envelope=✉️ envelope_with_arrow=📩 incoming_envelope=📨 e-mail=📧 mailbox=📫 mailbox_with_mail=📬 inbox_tray=📥 outbox_tray=📤 package=📦 telephone=☎️
telephone_receiver=📞 phone=☎️ iphone=📱 speech_balloon=💬 left_speech_bubble=🗨️ thought_balloon=💭 loudspeaker=📢 mega=📣 newspaper=📰 scroll=📜
white_check_mark=✅ heavy_check_mark=✔️ ballot_box_with_check=☑️ x=❌ negative_squared_cross_mark=❎ no_entry=⛔ no_entry_sign=🚫 stop_sign=🛑 octagonal_sign=🛑
warning=⚠️ rotating_light=🚨 exclamation=❗ heavy_exclamation_mark=❗ grey_exclamation=❕ bangbang=‼️ question=❓ grey_question=❔ information_source=ℹ️ sos=🆘
red_circle=🔴 large_orange_circle=🟠 orange_circle=🟠 large_yellow_circle=🟡 yellow_circle=🟡 large_green_circle=🟢 green_circle=🟢 large_blue_circle=🔵 blue_circle=🔵
large_purple_circle=🟣 white_circle=⚪ black_circle=⚫ large_brown_circle=🟤 red_square=🟥 large_red_square=🟥 large_orange_square=🟧 large_yellow_square=🟨 large_green_square=🟩
large_blue_square=🟦 white_large_square=⬜ black_large_square=⬛ white_small_square=▫️ black_small_square=▪️ small_orange_diamond=🔸 small_blue_diamond=🔹
small_red_triangle=🔺 small_red_triangle_down=🔻 arrow_up=⬆️ arrow_down=⬇️ arrow_right=➡️ arrow_left=⬅️ arrow_upper_right=↗️ arrow_lower_right=↘️ leftwards_arrow_with_hook=↩️
arrow_right_hook=↪️ arrows_counterclockwise=🔄 arrows_clockwise=🔃 repeat=🔁 fast_forward=⏩ rewind=⏪ double_vertical_bar=⏸️ pause_button=⏸️ arrow_forward=▶️ black_right_pointing_triangle=▶️
lock=🔒 unlock=🔓 key=🔑 shield=🛡️ mag=🔍 mag_right=🔎 gear=⚙️ wrench=🔧 hammer=🔨 hammer_and_wrench=🛠️ construction=🚧 broom=🧹 wastebasket=🗑️ label=🏷️
triangular_flag_on_post=🚩 checkered_flag=🏁 waving_white_flag=🏳️ white_flag=🏳️ zap=⚡ fire=🔥 star=⭐ star2=🌟 sparkles=✨ tada=🎉 confetti_ball=🎊 gift=🎁 trophy=🏆
rocket=🚀 bulb=💡 boom=💥 dart=🎯 scales=⚖️ handshake=🤝 wave=👋 pray=🙏 clap=👏 muscle=💪 eyes=👀 eye=👁️ ear=👂 point_right=👉 point_left=👈 point_up=☝️ point_down=👇
+1=👍 thumbsup=👍 -1=👎 thumbsdown=👎 ok_hand=👌 raised_hands=🙌 raised_hand=✋ hand=✋ v=✌️ crossed_fingers=🤞 writing_hand=✍️
smile=😄 smiley=😃 grinning=😀 grin=😁 joy=😂 slightly_smiling_face=🙂 upside_down_face=🙃 wink=😉 blush=😊 heart_eyes=😍 thinking_face=🤔 neutral_face=😐 expressionless=😑
confused=😕 worried=😟 cry=😢 sob=😭 angry=😠 rage=😡 sweat=😓 sweat_smile=😅 sleeping=😴 zzz=💤 shrug=🤷 facepalm=🤦 sunglasses=😎 robot_face=🤖 ghost=👻
heart=❤️ orange_heart=🧡 yellow_heart=💛 green_heart=💚 blue_heart=💙 broken_heart=💔 100=💯 seedling=🌱 herb=🌿 leaves=🍃 four_leaf_clover=🍀 sunny=☀️ cloud=☁️ partly_sunny=⛅
rain_cloud=🌧️ snowflake=❄️ umbrella=☂️ rainbow=🌈 sunrise=🌅 coffee=☕ tea=🍵 beer=🍺 cake=🍰 house=🏠 office=🏢 factory=🏭 briefcase=💼 busts_in_silhouette=👥
bust_in_silhouette=👤 detective=🕵️ technologist=🧑‍💻 airplane=✈️ car=🚗 ship=🚢 earth_africa=🌍 earth_americas=🌎 globe_with_meridians=🌐 us=🇺🇸 gb=🇬🇧 uk=🇬🇧 de=🇩🇪 fr=🇫🇷 es=🇪🇸
it=🇮🇹 jp=🇯🇵 eu=🇪🇺 flag-eu=🇪🇺 flag-pt=🇵🇹 flag-br=🇧🇷 new=🆕 free=🆓 soon=🔜 back=🔙 end=🔚 top=🔝 ok=🆗 cool=🆒 one=1️⃣ two=2️⃣ three=3️⃣ four=4️⃣ five=5️⃣
heavy_plus_sign=➕ heavy_minus_sign=➖ heavy_multiplication_x=✖️ infinity=♾️ recycle=♻️ copyright=©️ registered=®️ tm=™️ crystal_ball=🔮 jigsaw=🧩 thread=🧵 books=📚 book=📖
`;

const PICTURES = new Map(
  NAMES.trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
);

const SHORTCODE = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;

/** The picture of a shortcode (without colons), or its name between colons when we have none. */
export function emoji(name) {
  const bare = name.split("::")[0];
  const picture = PICTURES.get(bare);
  if (picture === undefined) return el("span", { class: "emoji-unknown" }, `:${bare}:`);
  return el(
    "span",
    { class: "emoji", role: "img", "aria-label": bare.replaceAll("_", " "), title: `:${bare}:` },
    picture,
  );
}

export function knowsEmoji(name) {
  return PICTURES.has(name);
}

/** Plain words with their shortcodes drawn; nothing else in them is live. */
export function wordsWithEmoji(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(SHORTCODE)) {
    if (!knowsEmoji(found[1])) continue;
    nodes.push(text.slice(from, found.index), emoji(found[1]));
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes;
}
